// wire.md 2.2, rule 8: API keys that a registrant chooses.
import { expect, test } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const ALLOWED = { endpoints: { register: { enabled: true, verify: false, allowApiKeysInCustomData: true } } };
const KEYS = { stormpathApiKey_1: 'an-id:a-secret:with a colon', stormpathApiKey_10: 'another:secret' };
const ann = (email: string, customData: object) => ({
  givenName: 'Ann',
  surname: 'Lee',
  email,
  password: PASSWORD,
  customData,
});

test('2.2 rule 8: a registrant sets API keys where that is allowed; they are not in customData and never sent back', async () => {
  const { browser, ctx, users } = await startUserdb(ALLOWED);
  const registered = await browser.post('/register', ann('ann@example.com', KEYS));
  expect(registered).toMatchObject({ status: 200, json: { account: { customData: {} } } });
  expect(registered.text).not.toMatch(/a-secret|an-id|stormpathApiKey/);

  const [key, ...others] = await ctx.store.apiKeys.findAll('an-id');
  expect(others).toEqual([]);
  expect(key).toMatchObject({ userId: (await users.find('ann@example.com')).id });
  expect(await ctx.passwords.verify('a-secret:with a colon', key?.secret)).toBe(true);
});

test('2.2 rule 8: several users may choose the same id and secret', async () => {
  const { browser, ctx } = await startUserdb(ALLOWED);
  for (const email of ['ann@example.com', 'ben@example.com']) {
    expect(await browser.post('/register', ann(email, KEYS))).toMatchObject({ status: 200 });
  }
  expect(await ctx.store.apiKeys.findAll('an-id')).toHaveLength(2);
});

test.each(['no colon', ':secret', 'id:', 7, null, { id: 'x' }])(
  '2.2 rule 8: the API key %j is refused',
  async (value) => {
    const { browser } = await startUserdb(ALLOWED);
    const refused = await browser.post('/register', ann('ann@example.com', { stormpathApiKey_1: value }));
    expect(refused).toMatchObject({ status: 400, json: { status: 400, message: expect.any(String) } });
  },
);

test.each(['stormpathApiKey_0', 'stormpathApiKey_11', 'stormpathApiKey_'])(
  '2.2 rule 8: %s is no API key but an unknown field',
  async (name) => {
    const { browser } = await startUserdb(ALLOWED);
    expect(await browser.post('/register', ann('ann@example.com', { [name]: 'id:secret' }))).toMatchObject({
      status: 400,
    });
  },
);

test('2.2 rule 8: by default an API key is an unknown field', async () => {
  const { browser } = await startUserdb();
  expect(await browser.post('/register', ann('ann@example.com', KEYS))).toMatchObject({ status: 400 });
});
