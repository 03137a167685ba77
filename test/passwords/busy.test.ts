// More passwords than there are threads.
import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

test('AVL-10 when too many people sign in at once, some are told when to come back, and nobody else waits', async () => {
  const { browser, newBrowser, users } = await startUserdb({ passwordHashing: { cost: 10, maxQueue: 1 } });
  const ben = await users.create();
  await browser.signIn(ben, PASSWORD);

  const crowd = Array.from({ length: availableParallelism() + 10 }, () => newBrowser().signIn(ben, PASSWORD));
  expect(await browser.get('/me')).toMatchObject({ status: 200 });
  const replies = await Promise.all(crowd);

  const told = replies.filter(({ status }) => status === 503);
  expect(told.length).toBeGreaterThan(0);
  expect(replies.filter(({ status }) => status === 200).length + told.length).toBe(replies.length);
  expect(told[0]?.headers.get('Retry-After')).toBe('5');
  expect(told[0]?.json).toEqual({ status: 503, message: expect.stringContaining('try again in 5 seconds') });
});
