import { expect, test } from 'vitest';
import { belongs, holds } from '../../client/groupExpression.ts';

const doctor = (role: string) => role === 'doctor';

test.each([
  ['doctor', true],
  ['admin', false],
  ['!admin', true],
  ['admin || doctor', true],
  ['admin && doctor', false],
  ['(admin || doctor) && !trainee', true],
  ['!(admin || doctor)', false],
  ['admin || doctor && trainee', false],
])('for a doctor, "%s" is %s', (expression, expected) => expect(holds(expression, doctor)).toBe(expected));

test.each(['', '(', 'admin ||', 'admin doctor', '&& admin', 'admin)'])('"%s" is no expression', (expression) => {
  expect(() => holds(expression, doctor)).toThrow(SyntaxError);
});

const nurse = { roles: [{ name: 'head nurse' }, { name: 'super-admin' }] };

test.each([
  [nurse, undefined, true],
  [nurse, 'head_nurse', true],
  [nurse, 'super-admin && !doctor', true],
  [nurse, 'head', false],
  [{}, 'doctor', false],
  [{}, undefined, true],
  [null, undefined, false],
  [null, '!doctor', false],
])('%j belongs where "%s" is asked for: %s', (user, expression, expected) => {
  expect(belongs(user, expression)).toBe(expected);
});
