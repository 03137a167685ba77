// What is taken as a password, how it is kept, and that all of it counts.
import bcrypt from 'bcrypt';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../server/config/load.ts';
import type { Options } from '../../server/config/schema.ts';
import type { User } from '../../server/store/store.ts';
import { type AddedUser, addUser } from '../../server/workflows/addUser.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { databaseFile, milliseconds } from './support.ts';

const NO_VERIFICATION: Options = { endpoints: { register: { verify: false } } };
let made = 0;

interface Door {
  name: string;
  /** Sets a password through this door, for a user who is there already or who comes by it. */
  set(userdb: RunningUserdb, password: string): Promise<Reply & { email: string }>;
}

/** Every way in which a person sets a password. */
const DOORS: Door[] = [
  {
    name: 'registering',
    async set({ newBrowser }, password) {
      const email = `stranger${++made}@example.com`;
      const registration = { email, password, givenName: 'Zoe', surname: 'Young' };
      return { ...(await newBrowser().post('/register', registration)), email };
    },
  },
  {
    name: 'resetting it by mail',
    async set({ newBrowser, users, mailbox }, password) {
      const ben = await users.create();
      await newBrowser().post('/forgot', { email: ben.email });
      const sptoken = await mailbox.tokenTo(ben, 'Reset your password');
      return { ...(await newBrowser().post('/change', { sptoken, password })), email: ben.email };
    },
  },
  {
    name: 'changing it',
    async set({ newBrowser, users }, password) {
      const { email } = await users.create();
      const browser = newBrowser();
      await browser.signIn({ email }, PASSWORD);
      return { ...(await browser.post('/expired', { password, existingPassword: PASSWORD })), email };
    },
  },
];

/** A user whose hash is one that another system, or userdb 1, has made. */
async function withHash({ ctx, users }: RunningUserdb, hash: string): Promise<User> {
  const user = await users.create();
  await ctx.store.users.setPassword(user.id, hash, ctx.clock());
  return user;
}

describe('every byte counts', () => {
  const pairs: [what: string, password: string, almost: string][] = [
    ['PWD-2 after 72 bytes', `${'x1'.repeat(36)} the end`, `${'x1'.repeat(36)} the And`],
    ['PWD-2 after 72 bytes of another script', `${'жд'.repeat(18)} конец`, `${'жд'.repeat(18)} канец`],
    ['PWD-2 after 4,000 bytes', `${'ab cd'.repeat(800)}!`, `${'ab cd'.repeat(800)}?`],
    ['PWD-2 at the end', 'a password and more', 'a password and mor'],
    ['PWD-4 after a null byte', 'long enough\0one', 'long enough\0two'],
    ['PWD-4 after a null byte, nothing', 'long enough\0one', 'long enough'],
    ['PWD-5 spaces around', '  spaced out words  ', 'spaced out words'],
    ['PWD-5 spaces within', 'spaced  out  words', 'spaced out words'],
    ['PWD-5 capitals', 'Mixed Case Phrase', 'mixed case phrase'],
    ['PWD-5 tabs and line ends', 'tab\tand\nline end', 'tab and line end'],
  ];

  test.each(DOORS)(
    'PWD-2 PWD-4 PWD-5 somebody $name gets in with the password and with nothing almost like it',
    async ({ set }) => {
      const userdb = await startUserdb(NO_VERIFICATION);

      for (const [what, password, almost] of pairs) {
        const { status, email } = await set(userdb, password);
        expect(status, what).toBe(200);
        expect(await userdb.newBrowser().signIn({ email }, almost), what).toMatchObject({ status: 400 });
        expect(await userdb.newBrowser().signIn({ email }, password), what).toMatchObject({ status: 200 });
      }
    },
  );
});

describe('any text is a password', () => {
  const passwords: [what: string, password: string][] = [
    ['PWD-3 64 characters', 'correct horse battery staple, and so on until it has sixty-four.'],
    ['PWD-6 an emoji of several code points', '👩‍👩‍👧‍👦 and 🏳️‍🌈 forever'],
    ['PWD-6 Arabic', 'كلمة سر طويلة جدا'],
    ['PWD-6 Chinese', '正确的马电池订书钉密码'],
    ['PWD-6 a composed é', 'caf\u00e9 au lait'],
  ];

  test.each(DOORS)('PWD-3 PWD-6 somebody $name signs in with any of these, by JSON and by form', async ({ set }) => {
    const userdb = await startUserdb(NO_VERIFICATION);

    for (const [what, password] of passwords) {
      const { status, email } = await set(userdb, password);
      expect(status, what).toBe(200);
      const decomposed = password.normalize('NFD');
      expect(await userdb.newBrowser().signIn({ email }, password), what).toMatchObject({ status: 200 });
      expect(await userdb.newBrowser().signIn({ email }, decomposed), what).toMatchObject({ status: 200 });
      expect(await userdb.newBrowser().form('/login', { login: email, password }), what).toMatchObject({ status: 200 });
    }
  });

  test.each(DOORS)('PWD-7 somebody $name with 100,000 characters is refused at once', async ({ set }) => {
    const userdb = await startUserdb(NO_VERIFICATION);
    let reply: Reply | undefined;

    const took = await milliseconds(async () => {
      reply = await set(userdb, 'long '.repeat(20_000));
    });

    expect(reply).toMatchObject({ status: 400, json: { status: 400, message: expect.stringMatching(/4096 bytes/) } });
    expect(took).toBeLessThan(3000);
  });

  test('PWD-7 somebody who signs in with 100,000 characters, or a form of them, is refused at once', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const legacy = await withHash(userdb, bcrypt.hashSync(PASSWORD, 4));
    const password = 'x'.repeat(100_000);
    const { browser } = userdb;

    for (const login of [ben.email, legacy.email, 'nobody']) {
      expect(await milliseconds(() => browser.post('/login', { login, password }))).toBeLessThan(1500);
      expect(await browser.post('/login', { login, password })).toMatchObject({ status: 400 });
      expect(await browser.form('/login', { login, password })).toMatchObject({ status: 400 });
    }
  });
});

describe('one policy', () => {
  const refused: [what: string, password: string, message: RegExp][] = [
    ['PWD-8 nothing', '', /required|new password/i],
    ['PWD-8 seven characters', 'a b c d', /at least 8 characters/],
    ['PWD-8 seven characters of many bytes', '👩👩👩👩👩👩👩', /at least 8 characters/],
    ['PWD-10 one of the commonest', 'password1', /Many people use/],
    ['PWD-10 one of the commonest in capitals', 'PassWord1', /Many people use/],
    ['PWD-10 a row of keys', 'qwertyuiop', /Many people use/],
    ['PWD-10 a row of digits', '1234567890', /Many people use/],
  ];

  test.each(DOORS)('PWD-8 PWD-10 somebody $name is refused a password that is short or common', async ({ set }) => {
    const userdb = await startUserdb(NO_VERIFICATION);

    for (const [what, password, message] of refused) {
      const reply = await set(userdb, password);
      const refusal = { status: 400, json: { status: 400, message: expect.stringMatching(message) } };
      expect(reply, what).toMatchObject(refusal);
      expect(await userdb.newBrowser().signIn({ email: reply.email }, password), what).toMatchObject({ status: 400 });
    }
  });

  test('PWD-8 an operator cannot give a user a password that the policy refuses', async () => {
    const { ctx } = await startUserdb();
    const added = (password: string): AddedUser => ({ email: 'op@example.com', account: 'acme', password });

    for (const password of ['', 'short', 'password1', 'op@example.com']) {
      await expect(addUser(ctx, added(password)), password).rejects.toThrow();
    }
    expect(await ctx.store.users.findByLogin('op@example.com')).toBeNull();
  });

  test('PWD-11 nobody takes the own address or name as a password', async () => {
    const { browser } = await startUserdb(NO_VERIFICATION);
    const ann = { givenName: 'Annabella', surname: 'Lee-Rosenthal', email: 'annabella.lr@example.com' };
    const tries = [
      ann.email,
      ann.email.toUpperCase(),
      'annabella.lr',
      'annabella',
      'ANNABELLA 1',
      'Lee-Rosenthal!',
      'AnnabellaLee-Rosenthal',
    ];

    for (const password of tries) {
      expect(await browser.post('/register', { ...ann, password }), password).toMatchObject({
        status: 400,
        json: { message: expect.stringMatching(/too close to your name/) },
      });
    }
    expect(await browser.post('/register', { ...ann, password: 'annabella keeps nine cats' })).toMatchObject({
      status: 200,
    });
  });

  test('PWD-11 somebody who resets or changes the password cannot take the own name either', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const gus = await users.create({ givenName: 'Gustavson', email: 'gus@example.com' });

    await browser.post('/forgot', { email: gus.email });
    const sptoken = await mailbox.tokenTo(gus, 'Reset your password');
    expect(await browser.post('/change', { sptoken, password: 'gustavson1' })).toMatchObject({ status: 400 });

    await browser.signIn(gus, PASSWORD);
    expect(await browser.post('/expired', { password: 'gustavson1' })).toMatchObject({ status: 400 });
    expect(await browser.signIn(gus, PASSWORD)).toMatchObject({ status: 200 });
  });

  test('PWD-13 nobody takes the present or one of the last three passwords again', async () => {
    const { browser, newBrowser, users, mailbox } = await startUserdb({ passwordsCantMatch: 3 });
    const ben = await users.create();
    const [first, second, third, fourth] = [PASSWORD, 'the second phrase', 'the third phrase', 'the fourth phrase'];
    const reset = async (password: string) => {
      await browser.post('/forgot', { email: ben.email });
      await mailbox.all();
      return browser.post('/change', { sptoken: await mailbox.tokenTo(ben, 'Reset your password'), password });
    };
    const change = async (present: string, password: string) => {
      const own = newBrowser();
      await own.signIn(ben, present);
      return own.post('/expired', { password, existingPassword: present });
    };
    const refusal = { status: 400, json: { message: expect.stringMatching(/not one of your last 3/) } };

    expect(await change(first, first)).toMatchObject(refusal);
    expect(await reset(first)).toMatchObject(refusal);
    expect(await change(first, second)).toMatchObject({ status: 200 });
    expect(await reset(third)).toMatchObject({ status: 200 });
    for (const earlier of [first, second, third]) {
      expect(await reset(earlier), earlier).toMatchObject(refusal);
      expect(await change(third, earlier), earlier).toMatchObject(refusal);
    }
    expect(await change(third, fourth)).toMatchObject({ status: 200 });
    expect(await change(fourth, first)).toMatchObject({ status: 200 });
  });

  test('PWD-12 somebody at a session that was left open needs the present password to set another', async () => {
    const { browser, clock, users } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    clock.pass(901);

    expect(await browser.post('/expired', { password: 'mine from now on' })).toMatchObject({ status: 400 });
    expect(await browser.post('/expired', { password: 'mine from now on', existingPassword: 'a guess' })).toMatchObject(
      { status: 400 },
    );
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  });
});

describe('what is kept', () => {
  test('PWD-1 two people with one password have two hashes, and neither has the password in it', async () => {
    const { users } = await startUserdb();
    const [ann, ben] = [await users.create(), await users.create()];

    expect(ann.password).toMatch(/^\$bcrypt-hmac\$2b\$04\$[./A-Za-z0-9]{53}$/);
    expect(ann.password.slice(20)).not.toBe(ben.password.slice(20));
  });

  test('PWD-1 an operator cannot make hashes cheaper than cost 10, and has 12 without asking', () => {
    const options = {
      session: { secret: 'a secret of the operator, long enough' },
      tokenSigningKey: 'another secret of the operator',
    };
    const env = { NODE_ENV: 'production' };

    expect(loadConfig({ options, env }).passwordHashing.cost).toBe(12);
    expect(() => loadConfig({ options: { ...options, passwordHashing: { cost: 9 } }, env })).toThrow(
      /^passwordHashing\.cost: takes 10 or more/,
    );
  });

  const raw = bcrypt.hashSync(PASSWORD, 4);
  const legacy: [what: string, hash: string][] = [
    ['userdb 1 ($2a$10$)', bcrypt.hashSync(PASSWORD, 10).replace(/^\$2b/, '$2a')],
    ['PHP ($2y$)', raw.replace(/^\$2b/, '$2y')],
    ['bcrypt ($2b$)', raw],
  ];

  test.each(legacy)('PWD-14 somebody with a hash of %s signs in, and has one of ours afterwards', async (_, hash) => {
    const userdb = await startUserdb();
    const user = await withHash(userdb, hash);

    expect(await userdb.newBrowser().signIn(user, 'a wrong password')).toMatchObject({ status: 400 });
    expect((await userdb.users.find(user.email)).password).toBe(hash);
    expect(await userdb.newBrowser().signIn(user, PASSWORD)).toMatchObject({ status: 200 });

    expect((await userdb.users.find(user.email)).password).toMatch(/^\$bcrypt-hmac\$2b\$04\$/);
    expect(await userdb.newBrowser().signIn(user, PASSWORD)).toMatchObject({ status: 200 });
    expect(await userdb.newBrowser().signIn(user, 'a wrong password')).toMatchObject({ status: 400 });
  });

  test('PWD-14 somebody’s hash grows with the configured cost, and the session that did it goes on', async () => {
    const database = databaseFile();
    const cheap = await startUserdb({ ...database.options, passwordHashing: { cost: 4 } });
    const ben = await cheap.users.create();
    await cheap.close();

    const { browser, users } = await startUserdb({ ...database.options, passwordHashing: { cost: 5 } });
    await browser.signIn(ben, PASSWORD);

    expect((await users.find(ben.email)).password).toMatch(/^\$bcrypt-hmac\$2b\$05\$/);
    expect(await browser.get('/me')).toMatchObject({ status: 200 });
  });

  test.each(['', 'plain text', '$argon2id$v=19$m=1$x', '$2b$10$short', '$bcrypt-hmac$'])(
    'PWD-14 nobody signs in to an account whose hash is unreadable (%j)',
    async (hash) => {
      const userdb = await startUserdb();
      const user = await withHash(userdb, hash);

      for (const password of [PASSWORD, hash || PASSWORD, 'undefined']) {
        expect(await userdb.browser.signIn(user, password)).toMatchObject({ status: 400 });
      }
    },
  );
});
