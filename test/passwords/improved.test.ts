// A hash is improved at a sign-in.
import { expect, test, vi } from 'vitest';
import { UserdbError } from '../../server/errors.ts';
import { openHasher } from '../../server/passwords/hash.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

/** A hash as the same people made it while the cost was lower. */
async function cheaperHash(): Promise<string> {
  const hasher = openHasher({ cost: 4, maxQueue: 8 });
  const hash = await hasher.hash(PASSWORD);
  await hasher.close();
  return hash;
}

async function withCheapHash() {
  const running = await startUserdb({ passwordsCantMatch: 2, passwordHashing: { cost: 5 } });
  const { ctx, users } = running;
  const ben = await users.create({ password: 'the first of Ben' });
  const hash = await cheaperHash();
  await ctx.store.users.setPassword(ben.id, hash, ctx.clock());
  await ctx.store.users.rememberPassword(ben.id, hash, 2, ctx.clock());
  return { ...running, ben, hash };
}

test('PWD-13 an improved hash takes no second place among the passwords that may not come back', async () => {
  const { browser, users, ben, hash } = await withCheapHash();
  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  expect((await users.find(ben.email)).password).not.toBe(hash);

  const again = await browser.post('/expired', { password: 'the first of Ben' });
  expect(again).toMatchObject({ status: 400, json: { message: 'Choose a password that is not one of your last 2.' } });
});

test('a person comes in also when there is no thread left to improve the hash', async () => {
  const { browser, ctx, users, ben, hash, log } = await withCheapHash();
  vi.spyOn(ctx.passwords, 'hash').mockRejectedValueOnce(new UserdbError('BUSY', { retryAfter: 5 }));

  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  expect((await users.find(ben.email)).password).toBe(hash);
  expect(log).toContainEqual(expect.objectContaining({ message: 'a hash could not be improved' }));
});
