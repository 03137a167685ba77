import { expect, test } from 'vitest';
import { holds } from '../../client/groupExpression.ts';

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
