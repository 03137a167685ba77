// What an application says wrongly is refused when it starts, where it does no harm.
import { describe, expect, it, test } from 'vitest';
import { authorized, authorizedAll, authorizedAny, createUserdb } from '../../server/index.ts';

describe('a guard without a role to ask for is no guard', () => {
  const misspelt = {} as Record<string, string>;

  it.each([
    ['nothing', undefined],
    ['a misspelt name', misspelt.docter],
    ['an empty list', []],
    ['a list with a misspelt name', ['admin', misspelt.docter]],
    ['an empty text', ''],
  ])('%s', (_what, roles) => {
    for (const guard of [authorized, authorizedAny, authorizedAll]) {
      expect(() => guard(roles as string)).toThrow('takes a role or a list of roles');
    }
  });
});

test('options in the place of the app are not passed over in silence', () => {
  const userdb = createUserdb({ env: { NODE_ENV: 'test' } });
  expect(() => userdb.initialize({ endpoints: { register: { enabled: true } } })).toThrow('the Express app first');
});
