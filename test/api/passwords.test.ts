// Passwords by function: policy, hashes, history.
import { expect, test } from 'vitest';
import { checkRules } from '../../server/passwords/rules.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

test('a hash is made of a password that the policy takes, and of no other', async () => {
  const { userdb, ctx } = await startUserdb();
  const hash = await userdb.createPasswordHash(PASSWORD);
  expect(await ctx.passwords.verify(PASSWORD, hash)).toBe(true);
  expect(await ctx.passwords.verify(`${PASSWORD}!`, hash)).toBe(false);
  await expect(userdb.createPasswordHash('short')).rejects.toMatchObject({ code: 'PASSWORD_WEAK' });
  await expect(userdb.createPasswordHash('password1')).rejects.toMatchObject({ code: 'PASSWORD_COMMON' });
});

test('every byte of a long password counts (7.3-39)', async () => {
  const { userdb, users } = await startUserdb();
  const ben = await users.create({ password: `${'a-long-password'.repeat(6)}1` });
  await expect(userdb.verifyPassword(ben, `${'a-long-password'.repeat(6)}2`)).rejects.toThrow(
    'Password does not match',
  );
  await userdb.verifyPassword(ben, `${'a-long-password'.repeat(6)}1`);
});

test('verifyPassword goes by the id, and not by what the object says', async () => {
  const { userdb, users } = await startUserdb();
  const [ben, cleo] = [await users.create(), await users.create({ password: 'another horse battery' })];
  const disguised = { ...ben, password: cleo.password };
  await expect(userdb.verifyPassword(disguised, 'another horse battery')).rejects.toThrow(/^Password does not match$/);
  await expect(userdb.verifyPassword(disguised, PASSWORD)).resolves.toBeUndefined();
  await expect(userdb.verifyPassword({ id: 'nobody' }, PASSWORD)).rejects.toMatchObject({ code: 'PASSWORD_MISMATCH' });
});

test('checkPassword answers at once, whatever it is given (7.3-38)', async () => {
  const { userdb } = await startUserdb();
  expect(userdb.checkPassword(PASSWORD)).toBeNull();
  for (const bad of ['short', '', undefined, null, 12345678])
    expect(userdb.checkPassword(bad as string)).toEqual(expect.any(String));
  // With the policy off there is still the floor below which nothing can be set.
  const lax = await startUserdb({ passwordPolicy: { enabled: false } });
  expect(lax.userdb.checkPassword('password')).toBeNull();
  expect(lax.userdb.checkPassword('four')).toEqual(expect.any(String));
});

test.each([{}, { length: 40 }, { length: 1, uppers: 9, lowers: 9, numbers: 9, specials: 9 }])(
  'generated passwords meet the policy %j, and no two are alike (7.3-26)',
  async (passwordPolicy) => {
    const { userdb, ctx } = await startUserdb({ passwordPolicy });
    const made = Array.from({ length: 200 }, () => userdb.generateRandomPassword());
    expect(new Set(made).size).toBe(200);
    for (const password of made) {
      expect(checkRules(password, ctx.passwords.policy).every(({ ok }) => ok)).toBe(true);
      expect(userdb.checkPassword(password)).toBeNull();
    }
    // The classes of characters are in no fixed order.
    const first = new Set(made.map((password) => /\p{Lu}/u.test(password[0] ?? '')));
    expect(first.size).toBe(2);
  },
);

test('the history is asked, and remembering twice is remembering once (7.3-35)', async () => {
  const { userdb, users, ctx } = await startUserdb({ passwordsCantMatch: 2 });
  const ben = await users.create();
  await userdb.rememberPassword(ben);
  await userdb.rememberPassword(ben);
  expect(await ctx.store.users.earlierPasswords(ben.id, 10)).toHaveLength(1);

  const second = 'second horse battery';
  await userdb.saveUser({ id: ben.id, password: await userdb.createPasswordHash(second) });
  const problem = await userdb.ensurePasswordUnique(ben, PASSWORD);
  expect(problem).toBeInstanceOf(Error);
  expect(problem?.message).toBe('Choose a password that is not one of your last 2.');
  expect(await userdb.ensurePasswordUnique(ben, second)).toMatchObject({ code: 'PASSWORD_REUSED' });
  expect(await userdb.ensurePasswordUnique(ben, 'third horse battery')).toBeNull();

  const free = await startUserdb({ passwordsCantMatch: 0 });
  expect(await free.userdb.ensurePasswordUnique(await free.users.create(), PASSWORD)).toBeNull();
});

test('the history of nobody is no answer', async () => {
  const { userdb } = await startUserdb({ passwordsCantMatch: 2 });
  await expect(userdb.ensurePasswordUnique({ id: 'nobody' }, PASSWORD)).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
  await expect(userdb.rememberPassword({ id: 'nobody' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
});
