// Functions of the application around what the endpoints do: when, with what, and what comes of what they throw.
import type { Request } from 'express';
import { describe, expect, test } from 'vitest';
import type { Hooks } from '../../server/http/hooks.ts';
import { issueToken } from '../../server/tokens/mailedTokens.ts';
import { person } from '../contract/people.ts';
import {
  ANN,
  AT_ONCE,
  expectAccount,
  expectEmpty,
  expectError,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  userWithResetLink,
  userWithVerifyLink,
} from '../contract/wire.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

type Name = keyof Hooks;
interface Called {
  hook: Name;
  subject: Record<string, unknown>;
  path: string;
}

const NAMES: Name[] = [
  ...(['preLogin', 'postLogin', 'preRegister', 'postRegister', 'postLogout'] as const),
  ...(['preVerify', 'postVerify', 'preChange', 'postChange'] as const),
];

/** All hooks, which note that they were called. */
function noting(): { called: Called[]; hooks: Partial<Hooks> } {
  const called: Called[] = [];
  const note = (hook: Name) => async (subject: unknown, req: Request) => {
    called.push({ hook, subject: subject as Called['subject'], path: req.path });
  };
  return { called, hooks: Object.fromEntries(NAMES.map((name) => [name, note(name)])) };
}

const inOrder = (called: readonly Called[]) => called.map(({ hook, path }) => `${hook} ${path}`);

function refusing(name: Name, error: unknown): { hooks: Partial<Hooks> } {
  const refuse = () => {
    throw error;
  };
  return { hooks: { [name]: refuse } };
}

function expectRefused(reply: Reply, message: string, status = 400): void {
  expectError(reply, status);
  expect(reply.json?.message).toBe(message);
  expect(reply.headers.get('Userdb-Error')).toBe('HOOK_REFUSED');
}

describe('when they run', () => {
  test('signing in and out', async () => {
    const { called, hooks } = noting();
    const { browser, users } = await startUserdb({ hooks });
    const ben = await users.create();
    await browser.signIn(ben, 'wrong');
    await browser.signIn(ben, PASSWORD);
    await browser.get('/me');
    await browser.post('/logout');
    await browser.post('/logout');
    expect(inOrder(called)).toEqual(['preLogin /login', 'preLogin /login', 'postLogin /login', 'postLogout /logout']);
  });

  test('registering, and being signed in by it', async () => {
    const { called, hooks } = noting();
    const { browser } = await startUserdb({
      ...AT_ONCE,
      hooks,
      endpoints: { register: { autoLogin: true }, verify: { enabled: false } },
    });
    expectError(await browser.post('/register', { ...ANN, surname: '' }), 400);
    expectAccount(await browser.post('/register', ANN));
    expectError(await browser.post('/register', ANN), 409);
    expect(inOrder(called)).toEqual([
      ...['preRegister /register', 'postRegister /register', 'postLogin /register'],
      'preRegister /register',
    ]);
  });

  test('registering a taken address: postRegister hears of no user who was not made', async () => {
    const { called, hooks } = noting();
    const { browser, users } = await startUserdb({ hooks });
    await users.create({ email: ANN.email });
    expectAccount(await browser.post('/register', ANN));
    expect(inOrder(called)).toEqual(['preRegister /register']);
  });

  test('verifying, and being signed in by it', async () => {
    const { called, hooks } = noting();
    const running = await startUserdb({ hooks, endpoints: { verify: { autoLogin: true } } });
    const { sptoken } = await userWithVerifyLink(running);
    called.length = 0;
    expectError(await running.browser.get('/verify?sptoken=x'), 404);
    expectAccount(await running.browser.get(`/verify?sptoken=${sptoken}`));
    expect(inOrder(called)).toEqual([
      'preVerify /verify',
      'preVerify /verify',
      'postVerify /verify',
      'postLogin /verify',
    ]);
    expect(called[1]?.subject).toBe(sptoken);
  });

  test('proving another address', async () => {
    const { called, hooks } = noting();
    const running = await startUserdb({ hooks, email: { emailChangeVerification: { enabled: true } } });
    const { browser } = await person(running);
    await browser.post('/me', { email: 'new@example.com' });
    called.length = 0;
    await browser.get(`/verify?sptoken=${await newestToken(running.mailbox, { email: 'new@example.com' })}`);
    expect(inOrder(called)).toEqual(['preVerify /verify', 'postVerify /verify']);
    expect(called[1]?.subject).toMatchObject({ email: 'new@example.com' });
  });

  test('accepting an invitation: an address is proved once, and a password is set', async () => {
    const { called, hooks } = noting();
    const running = await startUserdb({ hooks, email: { accountInvitation: { enabled: true } } });
    const { ctx, browser } = running;
    const ben = await running.users.create({ status: 'PENDING' });
    await ctx.store.transaction(async (store) => {
      await ctx.mailer.post(store, 'accountInvitation', ben, await issueToken(ctx, store, 'invite', ben));
    });
    const sptoken = await newestToken(running.mailbox, ben);

    await browser.post('/welcome', { sptoken });
    const { json } = await browser.post('/welcome', { sptoken });
    await browser.post('/welcomed', { ...json, password: 'short' });
    await browser.post('/welcomed', { ...json, password: NEW_PASSWORD });

    expect(inOrder(called)).toEqual([
      ...['preVerify /welcome', 'postVerify /welcome', 'preVerify /welcome'],
      ...['preChange /welcomed', 'preChange /welcomed', 'postChange /welcomed'],
    ]);
  });

  test('a new password: by a link, on /expired and on /me, and on /me for nothing else', async () => {
    const { called, hooks } = noting();
    const running = await startUserdb({ hooks, endpoints: { change: { autoLogin: true } } });
    const { ben, sptoken } = await userWithResetLink(running);
    const { browser } = running;
    expectError(await browser.post('/change', { sptoken: 'x', password: NEW_PASSWORD }), 404);
    await browser.post('/change', { sptoken, password: NEW_PASSWORD });
    await browser.post('/me', { surname: 'Lee', password: '' });
    await browser.post('/me', { password: `${NEW_PASSWORD} 2` });
    await browser.post('/expired', { password: `${NEW_PASSWORD} 3` });
    expect(inOrder(called)).toEqual([
      ...['preChange /change', 'postChange /change', 'postLogin /change'],
      ...['preChange /me', 'postChange /me', 'preChange /expired', 'postChange /expired'],
    ]);
    for (const { subject } of called) expect(subject).toMatchObject({ id: ben.id });
  });
});

describe('what they are given', () => {
  test('the form as it was sent, and the user as without a transformer: no hash, no token, no counter', async () => {
    const { called, hooks } = noting();
    const { browser, users, ctx } = await startUserdb({ hooks });
    const ben = await users.create({ roles: ['doctor'], customData: { stormpathApiKey_1: 'id:secret', color: 'red' } });
    await browser.post('/login', { username: ben.email, password: PASSWORD, remember: true });

    const [preLogin, postLogin] = called.map(({ subject }) => subject);
    expect(preLogin).toEqual({ username: ben.email, login: ben.email, password: PASSWORD, remember: true });
    expect(postLogin).toMatchObject({ email: ben.email, status: 'ENABLED', customData: { color: 'red' } });
    expect(Object.keys(postLogin ?? {}).sort()).toEqual([
      ...['account_id', 'accounts', 'createdAt', 'customData', 'email', 'fullName', 'givenName', 'id'],
      ...['middleName', 'modifiedAt', 'roles', 'status', 'surname', 'username'],
    ]);
    expect(JSON.stringify(postLogin)).not.toContain((await ctx.store.users.findById(ben.id))?.password);
  });

  test('the request', async () => {
    const seen: string[] = [];
    const { browser } = await startUserdb({
      hooks: { preLogin: (_form, req) => void seen.push(req.get('User-Agent') ?? '') },
    });
    await browser.post('/login', { login: 'a', password: 'b' }, { headers: { 'User-Agent': 'a browser' } });
    expect(seen).toEqual(['a browser']);
  });
});

describe('what comes of what they throw', () => {
  const NO = new Error('Not on Sundays.');

  test('a refusal’s words are the answer: 400, or the status that it has', async () => {
    const { browser } = await startUserdb(refusing('preLogin', NO));
    expectRefused(await browser.signIn({ email: 'a' }, 'b'), 'Not on Sundays.');

    const forbidden = Object.assign(new Error('Staff only.'), { status: 403 });
    const strict = await startUserdb(refusing('preLogin', forbidden));
    expectRefused(await strict.browser.signIn({ email: 'a' }, 'b'), 'Staff only.', 403);
  });

  test.each<[string, unknown]>([
    ['a fault of the code', new TypeError('x is undefined at /srv/app.js')],
    ['what a library threw', Object.assign(new Error('connect ECONNREFUSED 10.0.0.7'), { code: 'ECONNREFUSED' })],
    ['a status of the server’s', Object.assign(new Error('upstream'), { status: 502 })],
    ['something else', 'a secret text'],
  ])('%s is 500, and only the log has it', async (_what, thrown) => {
    const { browser, log } = await startUserdb(refusing('preLogin', thrown));
    const reply = await browser.signIn({ email: 'a' }, 'b');
    expectError(reply, 500);
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    expect(reply.text).not.toContain(text);
    expect(JSON.stringify(log)).toContain(text);
  });

  test('preLogin: no password is checked, and nothing counts', async () => {
    const { browser, users } = await startUserdb({
      ...refusing('preLogin', NO),
      disableAccountAfterFailedLoginAttempts: 1,
    });
    const ben = await users.create();
    expectRefused(await browser.signIn(ben, 'wrong'), NO.message);
    expect(await users.find(ben.email)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });
  });

  test('postLogin: nobody is signed in, and who was signed in before still is', async () => {
    let closed = false;
    const { browser, users } = await startUserdb({
      hooks: {
        async postLogin() {
          await Promise.resolve();
          if (closed) throw NO;
        },
      },
    });
    const [ann, ben] = [await users.create(), await users.create()];
    await browser.signIn(ann, PASSWORD);
    const before = browser.cookies.get('userdb');
    closed = true;

    const reply = await browser.signIn(ben, PASSWORD);

    expectRefused(reply, NO.message);
    expect(reply.headers.getSetCookie().filter((line) => !line.startsWith(`userdb=${before}`))).toEqual([]);
    expect(expectAccount(await browser.get('/me')).email).toBe(ann.email);
  });

  test('postLogin refuses every way in: a link that signs in, and registering', async () => {
    const running = await startUserdb({
      ...refusing('postLogin', NO),
      endpoints: { verify: { autoLogin: true }, change: { autoLogin: true } },
    });
    const { sptoken } = await userWithVerifyLink(running);
    expectRefused(await running.browser.get(`/verify?sptoken=${sptoken}`), NO.message);
    const reset = await userWithResetLink(running);
    const form = { sptoken: reset.sptoken, password: NEW_PASSWORD };
    expectRefused(await running.browser.post('/change', form), NO.message);
    expectError(await running.browser.get('/me'), 401);
  });

  test('preRegister: nobody is made, and no mail goes out', async () => {
    const { browser, ctx, mailbox } = await startUserdb(refusing('preRegister', NO));
    expectRefused(await browser.post('/register', ANN), NO.message);
    expect(await ctx.store.users.findByLogin(ANN.email)).toBeNull();
    expect(await mailbox.all()).toEqual([]);
  });

  test('preVerify: the link is not spent', async () => {
    let closed = true;
    const running = await startUserdb({
      hooks: {
        preVerify() {
          if (closed) throw NO;
        },
      },
    });
    const { dora, sptoken } = await userWithVerifyLink(running);
    expectRefused(await running.browser.get(`/verify?sptoken=${sptoken}`), NO.message);
    expect(await running.users.find(dora.email)).toMatchObject({ status: 'PENDING' });
    closed = false;
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  test('preChange: the password stays, on /change, /me and /expired', async () => {
    const running = await startUserdb(refusing('preChange', NO));
    const { ben, sptoken } = await userWithResetLink(running);
    const { browser } = running;
    expectRefused(await browser.post('/change', { sptoken, password: NEW_PASSWORD }), NO.message);
    await browser.signIn(ben, PASSWORD);
    expectRefused(await browser.post('/me', { password: NEW_PASSWORD }), NO.message);
    expectRefused(await browser.post('/expired', { password: NEW_PASSWORD }), NO.message);
    expect((await running.newBrowser().signIn(ben, PASSWORD)).status).toBe(200);
    expectEmpty(await browser.get(`/change?sptoken=${sptoken}`));
  });

  test.each<[Name, (running: RunningUserdb) => Promise<Reply>]>([
    ['postRegister', ({ browser }) => browser.post('/register', ANN)],
    ['postLogout', async (running) => (await person(running)).browser.post('/logout')],
    ['postChange', async (running) => (await person(running)).browser.post('/me', { password: NEW_PASSWORD })],
  ])('%s comes after the fact: its words are the answer, and what was done stays done', async (name, act) => {
    const running = await startUserdb(refusing(name, NO));
    expectRefused(await act(running), NO.message);
    if (name === 'postRegister') expect(await running.users.find(ANN.email)).toMatchObject({ status: 'PENDING' });
  });

  test('a browser’s own form is answered alike', async () => {
    const running = await startUserdb(refusing('postLogout', NO));
    const { browser } = await person(running);
    expectRefused(await browser.form('/logout', {}, { accept: NAVIGATION }), NO.message);
    expectError(await browser.get('/me'), 401);
  });
});
