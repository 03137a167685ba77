// The helpers beside the data: tokens, the log, the tracer, helpers on users, the transformer.

import { createHmac } from 'node:crypto';
import express from 'express';
import { jwtVerify, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { issueAccessToken } from '../../server/tokens/accessTokens.ts';
import { createUserdb } from '../../server/userdb.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { TEST_OPTIONS } from './options.ts';

const KEY = 'a key for the tests of tools';
const DATA = { email: 'ann@example.com' };

describe('utils.createToken', () => {
  it('is a JWT that other programs can check: HS256, sub, jti, iat, exp', async () => {
    const { userdb, clock } = await startUserdb({ tokenSigningKey: KEY });
    const token = userdb.utils.createToken(DATA, 60);
    const options = { algorithms: ['HS256'], currentDate: clock.now() };
    const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(KEY), options).catch(
      (error) => {
        // jose takes texts only as sub; what is signed is right nevertheless.
        throw error;
      },
    );
    const now = Math.floor(clock.now().getTime() / 1000);
    expect(protectedHeader).toMatchObject({ alg: 'HS256' });
    expect(payload).toEqual({ sub: DATA, jti: expect.any(String), iat: now, exp: now + 60 });
  });

  it('is read until it dies, and never when it was changed', async () => {
    const { userdb, clock } = await startUserdb({ tokenSigningKey: KEY });
    const token = userdb.utils.createToken(DATA, 60);
    expect(userdb.utils.verifyToken(token)).toEqual(DATA);
    expect(userdb.utils.createToken(DATA, 60)).not.toBe(token);

    const [header = '', payload = '', signature = ''] = token.split('.');
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const none = encode({ alg: 'none', typ: 'userdb-data+jwt' });
    const other = encode({ sub: { email: 'eve@example.com' }, exp: 9e9 });
    const signedByOther = createHmac('sha256', 'another key').update(`${header}.${other}`).digest('base64url');
    const changed = [
      ...[
        `${header}.${payload}.`,
        `${none}.${payload}.`,
        `${none}.${payload}.${signature}`,
        `${header}.${other}.${signature}`,
      ],
      ...[`${header}.${other}.${signedByOther}`, `${token}.x`, `${token}A`, token.slice(0, -1), '', '..', 'x.y.z'],
    ];
    for (const text of [...changed, undefined, null, 1, {}]) {
      expect(userdb.utils.verifyToken(text as string), String(text)).toBeNull();
    }
    clock.pass(60);
    expect(userdb.utils.verifyToken(token)).toBeNull();
  });

  it('is signed by the first of several keys, and read with all of them', async () => {
    const { userdb, clock } = await startUserdb({ tokenSigningKey: KEY });
    const old = userdb.utils.createToken(DATA, 60);
    const rotated = await startUserdb({ tokenSigningKey: ['the next key of tools', KEY] }, { clock });
    expect(rotated.userdb.utils.verifyToken(old)).toEqual(DATA);
    expect(userdb.utils.verifyToken(rotated.userdb.utils.createToken(DATA, 60))).toBeNull();
  });

  it('is no access token, and an access token is none of these', async () => {
    const { userdb, users, ctx, browser } = await startUserdb({ endpoints: { oauth: { enabled: true } } });
    const ben = await users.create();
    const token = userdb.utils.createToken(`${ctx.config.baseUrl}/accounts/${ben.id}`, 60);
    expect(await browser.get('/me', { headers: { authorization: `Bearer ${token}` } })).toMatchObject({ status: 401 });

    const grant = { userId: ben.id, epoch: ben.sessionEpoch, grantId: 'g', subject: 'me', ttl: 60 };
    const { text } = await issueAccessToken(ctx, grant);
    expect(userdb.utils.verifyToken(text)).toBeNull();
    const key = new TextEncoder().encode([ctx.config.tokenSigningKey].flat()[0]);
    const plain = await new SignJWT({ sub: 'me', exp: 9e9 }).setProtectedHeader({ alg: 'HS256' }).sign(key);
    expect(userdb.utils.verifyToken(plain)).toBeNull();
  });

  it.each([0, -1, Number.NaN, '60', undefined])('refuses a life of %j seconds', async (seconds) => {
    const { userdb } = await startUserdb();
    expect(() => userdb.utils.createToken(DATA, seconds as number)).toThrow('seconds takes a positive number.');
  });
});

describe('the log', () => {
  it('takes lines of the application, put together as userdb 1 did', async () => {
    const { userdb, log } = await startUserdb();
    userdb.logEvent('info', 'imported', { users: 2 }, 'of', 3);
    userdb.log.error('it broke', { at: 'noon' });
    expect(log).toContainEqual({ level: 'info', message: 'imported { users: 2 } of 3', details: undefined });
    expect(log).toContainEqual({ level: 'error', message: 'it broke', details: { at: 'noon' } });
    expect(() => userdb.logEvent('shout' as 'info', 'x')).toThrow('level takes error, warn, info, debug.');
  });

  it('needs no more of a logger than it has to have', async () => {
    const lines: string[] = [];
    const write = (text: string) => void lines.push(text);
    const userdb = createUserdb();
    onTestFinished(() => userdb.close());
    userdb.initialize({}, { ...TEST_OPTIONS, logger: { error: write, info: write, debug: write } });
    userdb.log.warn('careful');
    expect(lines).toContain('careful');
    await userdb.ready();
  });
});

it('utils.tracer writes which fields came, and never what was in them (7.3-31)', async () => {
  const { userdb, browser, log } = await startUserdb(
    {},
    { before: (app) => app.use('/own', express.json(), (...given) => trace?.(...given)) },
  );
  const trace: ReturnType<typeof userdb.utils.tracer> | undefined = userdb.utils.tracer();
  await browser.post('/own?sptoken=tell-nobody', { password: 'tell-nobody' });
  const line = log.find(({ message }) => message === 'request');
  expect(line?.details).toMatchObject({ path: '/own', query: ['sptoken'], body: ['password'] });
  expect(JSON.stringify(log)).not.toContain('tell-nobody');
});

describe('addUserHelpers', () => {
  it('puts has, can and canOnly on a user, and not into its JSON (7.3-58, 59)', async () => {
    const { userdb, users } = await startUserdb();
    const { id } = await users.create({ roles: ['doctor', 'nurse'] });
    const user = await userdb.findUserById(id);
    const before = JSON.stringify(user);
    const withHelpers: typeof userdb.addUserHelpers = userdb.addUserHelpers;
    if (!user) throw new Error('ben is there');
    withHelpers(user);
    withHelpers(user);
    expect([
      user.has('doctor'),
      user.has('admin'),
      user.can(['admin', 'nurse']),
      user.can(['admin', 'nurse'], true),
    ]).toEqual([true, false, true, false]);
    expect([user.can(['doctor', 'doctor'], true), user.canOnly([])]).toEqual([true, true]);
    expect(JSON.stringify(user)).toBe(before);
  });

  it('goes by ENABLED roles, and lets super-admins do everything but by canOnly', async () => {
    const { userdb } = await startUserdb();
    const ada = { roles: [{ name: 'super-admin' }, { name: 'doctor', status: 'DISABLED' }] };
    const withHelpers: typeof userdb.addUserHelpers = userdb.addUserHelpers;
    withHelpers(ada);
    expect([ada.can('doctor'), ada.canOnly('doctor'), ada.has('doctor')]).toEqual([true, false, false]);
    expect(() => userdb.addUserHelpers(undefined as never)).toThrow('user takes an object.');
  });
});

it('transformer makes of a raw user what the functions give back, and lets nothing else through', async () => {
  const { userdb, users, ctx } = await startUserdb();
  const ben = await users.create({ roles: ['doctor'] });
  const [raw] = await userdb.getAccountUsers(ben.account);
  if (!raw) throw new Error('ben is there');
  expect(userdb.transformer(raw)).toEqual(await userdb.findUserById(ben.id));

  const leaky = { ...raw, password: ben.password, emailVerificationToken: 'x', password_updated_on: 1 };
  expect(userdb.transformer(leaky)).toEqual(userdb.transformer(raw));
  expect(raw).not.toHaveProperty('href');
  expect(ctx.config.transformer).toBe('stormpath');
});

it('config is the configuration in force, frozen', async () => {
  const { userdb } = await startUserdb({ passwordsCantMatch: 7 });
  expect(userdb.config().passwordsCantMatch).toBe(7);
  expect(Object.isFrozen(userdb.config())).toBe(true);
});
