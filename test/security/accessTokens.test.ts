// An access token is what this userdb signed for one person, until somebody ends it: nothing else passes for one.
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cleanUp } from '../../server/workflows/cleanUp.ts';
import { readJwt, signJwt } from '../support/jwt.ts';
import { PASSWORD, type RunningUserdb } from '../support/startUserdb.ts';
import { askToken, basic, bearer, giveApiKey, givenIn, SIGNING_KEY, startOauth, tokensOf } from '../support/tokens.ts';
import { atOnce, compareTimes, databaseFile, seen } from './support.ts';

const A_VISITOR = { status: 401, json: { status: 401, message: 'Unauthorized' } };
const SIGNED_IN = { status: 200 };
const byRefresh = (refresh_token: string) => ({ grant_type: 'refresh_token', refresh_token });

/** Whether a text passes for an access token anywhere. */
async function expectNoAccessToken({ newBrowser }: RunningUserdb, text: string, what = text): Promise<void> {
  expect(await newBrowser().get('/me', bearer(text)), what).toMatchObject(A_VISITOR);
  const browser = newBrowser();
  browser.cookies.set('access_token', text);
  expect(await browser.get('/me'), what).toMatchObject(A_VISITOR);
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an access token cannot be made up', () => {
  test('TOK-12 not without a signature, nor with one of another kind or another key', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    const { header, payload } = readJwt(access);
    const [head = '', body = '', signature = ''] = access.split('.');
    const withHash = (hash: string, alg: string) => {
      const signed = `${encoded({ ...header, alg })}.${body}`;
      return `${signed}.${createHmac(hash, SIGNING_KEY).update(signed).digest('base64url')}`;
    };
    const forged: Record<string, string> = {
      'alg none': signJwt({ header: { alg: 'none' }, payload }, null),
      'alg NONE with our signature': `${encoded({ alg: 'NONE' })}.${body}.${signature}`,
      'alg none, two parts': `${encoded({ alg: 'none' })}.${body}`,
      'no alg': signJwt({ header: { typ: 'JWT' }, payload }, SIGNING_KEY),
      'alg a list': signJwt({ header: { ...header, alg: ['HS256'] }, payload }, SIGNING_KEY),
      'HS512 with our key': withHash('sha512', 'HS512'),
      'HS384 with our key': withHash('sha384', 'HS384'),
      'HS512 that says HS256': withHash('sha512', 'HS256'),
      'another key': signJwt({ header, payload }, 'another key of somebody'),
      'an empty key': signJwt({ header, payload }, ''),
      'the published key': signJwt({ header, payload }, 'change-me-userdb-token-signing-key'),
      'the key of userdb 1': signJwt({ header, payload }, '674a3323-9a91-4bc4-b8a5-0c13d6a08a00'),
      'the key decoded as Base64': signJwt({ header, payload }, Buffer.from(SIGNING_KEY, 'base64').toString()),
      'a signature cut': access.slice(0, -1),
      'a signature of somebody’s else': `${head}.${encoded({ ...payload, jti: 'x' })}.${signature}`,
      'a longer life': `${head}.${encoded({ ...payload, exp: Number(payload.exp) + 1 })}.${signature}`,
      'an unknown critical header': signJwt({ header: { ...header, crit: ['x'], x: 1 }, payload }, SIGNING_KEY),
      'a payload that is not encoded': signJwt(
        { header: { ...header, b64: false, crit: ['b64'] }, payload },
        SIGNING_KEY,
      ),
      'four parts': `${access}.`,
      'five parts': `${access}.a.b`,
      'a payload that is no object': signJwt({ header, payload: [payload] as never }, SIGNING_KEY),
      'a payload that is no JSON': `${head}.${Buffer.from('{').toString('base64url')}.${signature}`,
      'a header that is no JSON': `e30x.${body}.${signature}`,
      'nothing but dots': '..',
      'another letter case': access.toUpperCase(),
    };
    await atOnce(Object.keys(forged).length, async (index) => {
      const [what = '', text = ''] = Object.entries(forged)[index] ?? [];
      await expectNoAccessToken(running, text, what);
    });
    expect(await running.browser.get('/me', bearer(access))).toMatchObject(SIGNED_IN);
  });

  test('TOK-12 RS256 does not pass where HS256 is expected, whichever key is which', async () => {
    const running = await startOauth();
    const { payload } = readJwt((await tokensOf(running, await running.users.create())).access);
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const signed = `${encoded({ alg: 'RS256', jwk: pair.publicKey.export({ format: 'jwk' }) })}.${encoded(payload)}`;
    const byRsa = createSign('sha256').update(signed).sign(pair.privateKey).toString('base64url');
    await expectNoAccessToken(running, `${signed}.${byRsa}`);
    await expectNoAccessToken(running, signJwt({ header: { alg: 'RS256' }, payload }, SIGNING_KEY));

    // And a public key that somebody put in as the secret signs nothing but HS256.
    const odd = await startOauth({ oauth2: { signingKey: publicKey } });
    const given = await tokensOf(odd, await odd.users.create());
    const claims = readJwt(given.access).payload;
    const rsa = `${encoded({ alg: 'RS256' })}.${encoded(claims)}`;
    const signature = createSign('sha256').update(rsa).sign(pair.privateKey).toString('base64url');
    await expectNoAccessToken(odd, `${rsa}.${signature}`);
    expect(await odd.browser.get('/me', bearer(given.access))).toMatchObject(SIGNED_IN);
  });

  test('TOK-12 the header’s kid, jku, x5u and jwk fetch no key and find no file', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    const { header, payload } = readJwt(access);
    const kids: unknown[] = [
      '../../../../dev/null',
      "' or '1'='1",
      '',
      0,
      null,
      ['a'],
      { $ne: null },
      '__proto__',
      'constructor',
    ];
    for (const kid of kids) {
      // Nothing is chosen by what is no name of ours: all keys are tried, and these are signed with none of them.
      await expectNoAccessToken(running, signJwt({ header: { ...header, kid }, payload }, ''), JSON.stringify(kid));
      const good = signJwt({ header: { ...header, kid }, payload }, SIGNING_KEY);
      expect(await running.browser.get('/me', bearer(good)), JSON.stringify(kid)).toMatchObject(SIGNED_IN);
    }
    const own = { kty: 'oct', k: Buffer.from('a key of the forger').toString('base64url') };
    const pointing = { ...header, jku: `${running.url}/keys`, x5u: `${running.url}/keys`, jwk: own };
    await expectNoAccessToken(running, signJwt({ header: pointing, payload }, 'a key of the forger'));
  });

  test('TOK-4 a token of another use, signed with the same key, is no access token; nor is a mailed one', async () => {
    const running = await startOauth({ oauth2: { signingKey: null }, tokenSigningKey: SIGNING_KEY });
    const ben = await running.users.create();
    const given = await tokensOf(running, ben);
    const { header, payload } = readJwt(given.access);
    for (const stt of [undefined, null, '', 'refresh', 'ACCESS', ['access'], true]) {
      await expectNoAccessToken(running, signJwt({ header, payload: { ...payload, stt } }, SIGNING_KEY));
    }
    await expectNoAccessToken(running, given.refresh);

    await running.browser.post('/forgot', { email: ben.email });
    const sptoken = await running.mailbox.tokenTo(ben, 'Reset your password');
    await expectNoAccessToken(running, sptoken);
    for (const text of [sptoken, given.access, given.refresh.slice(0, 14) + sptoken.slice(14)]) {
      expect((await askToken(running.browser, byRefresh(text))).status).toBe(400);
    }
    for (const text of [given.refresh, given.access]) {
      expect((await running.browser.get(`/change?sptoken=${text}`)).status).toBe(404);
    }
  });

  test('TOK-12 no text stands in for a refresh token', async () => {
    const running = await startOauth();
    const [ann, ben] = [await running.users.create(), await running.users.create()];
    const [ofAnn, ofBen] = [(await tokensOf(running, ann)).refresh, (await tokensOf(running, ben)).refresh];
    const id = ofAnn.slice(0, 14);
    const row = ['refresh token', id, ann.id, 0, 0];
    const texts = [
      id,
      `${id}${'0'.repeat(64)}`,
      ofAnn.slice(0, -1),
      `${ofAnn}0`,
      ` ${ofAnn}`,
      `${ofAnn}\n`,
      ofAnn.toUpperCase(),
      id + ofBen.slice(14),
      ofBen.slice(0, 14) + ofAnn.slice(14),
      id + createHmac('sha256', '').update(JSON.stringify(row)).digest('hex'),
      "' or '1'='1",
      '%',
      'x'.repeat(100_000),
    ];
    for (const text of texts) {
      const reply = await askToken(running.browser, byRefresh(text));
      expect(reply, text.slice(0, 100)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
      if (text.length > 1000) continue;
      const browser = running.newBrowser();
      browser.cookies.set('refresh_token', encodeURIComponent(text));
      expect(await browser.get('/me')).toMatchObject(A_VISITOR);
    }
    expect((await askToken(running.browser, byRefresh(ofAnn))).status).toBe(200);
  });

  test('SES-19 headers and cookies that are huge, broken or of bytes are 401, and nothing is a fault', async () => {
    const { browser, log } = await startOauth();
    const texts = [
      'x'.repeat(8000),
      '.'.repeat(3000),
      `${'e30.'.repeat(1000)}`,
      '\xff\xfe',
      '%00',
      'a b c',
      '"',
      'Bearer Bearer',
    ];
    for (const text of texts) {
      for (const scheme of ['Bearer', 'Basic', 'bearer:', '']) {
        const reply = await browser.get('/me', { headers: { Authorization: `${scheme} ${text}`.trim() } });
        expect(reply, `${scheme} ${text.slice(0, 20)}`).toMatchObject(A_VISITOR);
      }
      const Cookie = `access_token=${text}; refresh_token=${text}`;
      expect(await browser.get('/me', { headers: { Cookie } })).toMatchObject(A_VISITOR);
    }
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('an access token ends', () => {
  test('TOK-3 with its time, and no clock of the client’s prolongs it', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    running.clock.pass(3600);
    await expectNoAccessToken(running, access);
  });

  test('SES-5 with the sign-out, also when a silent refresh is in flight: what that brings home is dead', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    for (let round = 0; round < 5; round++) {
      const browser = running.newBrowser();
      await browser.signIn(ben, PASSWORD);
      const refresh = browser.cookies.get('refresh_token') ?? '';
      const slow = running.newBrowser();
      slow.cookies.set('refresh_token', refresh);

      await Promise.all([...Array(4).keys()].map(() => slow.get('/me')).concat(browser.post('/logout')));

      const brought = slow.cookies.get('access_token');
      if (brought) await expectNoAccessToken(running, brought);
      slow.cookies.delete('access_token');
      slow.cookies.set('refresh_token', refresh);
      expect(await slow.get('/me')).toMatchObject(A_VISITOR);
    }
  });

  test('SES-5 with its revocation, also when refreshes are in flight', async () => {
    const running = await startOauth();
    const { refresh } = await tokensOf(running, await running.users.create());
    const asks = atOnce(10, () => askToken(running.newBrowser(), byRefresh(refresh)));
    const revoked = running.browser.form('/oauth/revoke', { token: refresh });
    const [replies] = await Promise.all([asks, revoked]);
    for (const reply of replies) {
      if (reply.status === 200) await expectNoAccessToken(running, givenIn(reply).access);
      else expect(reply).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    }
    expect((await askToken(running.browser, byRefresh(refresh))).status).toBe(400);
  });

  test('AVL-3 password grants while the user is being disabled leave no living token', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const fields = { grant_type: 'password', username: ben.email, password: PASSWORD };
    const asks = atOnce(10, () => askToken(running.newBrowser(), fields));
    const disabled = running.ctx.store.users.setStatus(ben.id, 'DISABLED', running.ctx.clock());
    const [replies] = await Promise.all([asks, disabled]);
    await running.ctx.store.users.setStatus(ben.id, 'ENABLED', running.ctx.clock());
    for (const reply of replies.filter(({ status }) => status === 200)) {
      await expectNoAccessToken(running, givenIn(reply).access);
    }
  });
});

describe('keys', () => {
  test('SES-23 tokens live on while an operator changes the key, until the old one is dropped', async () => {
    const database = databaseFile();
    const start = (...signingKey: string[]) =>
      startOauth({ ...database.options, baseUrl: 'https://app.example.com', oauth2: { signingKey } });
    const first = await start(SIGNING_KEY);
    const ben = await first.users.create();
    const old = await tokensOf(first, ben);
    await first.close();

    const second = await start('a fresh key of the operator', SIGNING_KEY);
    expect(await second.browser.get('/me', bearer(old.access))).toMatchObject(SIGNED_IN);
    const refreshed = givenIn(await askToken(second.browser, byRefresh(old.refresh)));
    // D41: the same one for its whole life.
    expect(refreshed.refresh).toBe(old.refresh);
    expect(readJwt(refreshed.access).header.kid).not.toBe(readJwt(old.access).header.kid);
    await second.close();

    const third = await start('a fresh key of the operator');
    await expectNoAccessToken(third, old.access);
    expect((await askToken(third.browser, byRefresh(old.refresh))).status).toBe(400);
    expect(await third.browser.get('/me', bearer(refreshed.access))).toMatchObject(SIGNED_IN);
  });

  test('TOK-12 a token that names one of two keys is not tried with the other', async () => {
    const keys = ['the first key of the operator', 'the second key of the operator'];
    const running = await startOauth({ oauth2: { signingKey: keys } });
    const { access } = await tokensOf(running, await running.users.create());
    const { header, payload } = readJwt(access);
    await expectNoAccessToken(running, signJwt({ header, payload }, keys[1] ?? ''));
    const { kid: _, ...nameless } = header;
    const bySecond = signJwt({ header: nameless, payload }, keys[1] ?? '');
    expect(await running.browser.get('/me', bearer(bySecond))).toMatchObject(SIGNED_IN);
  });
});

describe('what is kept of tokens', () => {
  test('TOK-9 TOK-10 a thief of the database, and a reader of the log, find no token and no API key that works', async () => {
    const database = databaseFile();
    const running = await startOauth({ ...database.options, debug: true, debugEndpoints: true });
    const ben = await running.users.create();
    await giveApiKey(running, ben, 'an-id', 'a secret of the program');
    const given = await tokensOf(running, ben);
    await running.browser.signIn(ben, PASSWORD);
    const reply = await askToken(
      running.browser,
      { grant_type: 'client_credentials' },
      basic('an-id', 'a secret of the program').headers,
    );
    const { access_token, refresh_token } = Object.fromEntries(running.browser.cookies);
    await running.browser.form(`/oauth/token?refresh_token=${given.refresh}`, byRefresh('x'));
    await running.browser.form('/oauth/revoke', { token: 'x', also: given.access });

    const secrets = [
      given.access,
      given.refresh.slice(14),
      access_token,
      refresh_token?.slice(14),
      givenIn(reply).access,
    ];
    const words = JSON.stringify(running.log) + database.dump();
    expect(words).toContain('/oauth/token');
    for (const secret of [...secrets, 'a secret of the program', PASSWORD]) {
      expect(secret?.length).toBeGreaterThan(10);
      expect(words).not.toContain(secret);
    }
  });

  test('TOK-23 grants that have had their time are removed', async () => {
    const database = databaseFile();
    const running = await startOauth({ ...database.options, oauth2: { refreshTokenTtl: 600 } });
    await tokensOf(running, await running.users.create());
    expect(database.rows('select id from token_grants')).toHaveLength(1);
    running.clock.pass(600);
    await cleanUp(running.ctx);
    expect(database.rows('select id from token_grants')).toEqual([]);
  });

  test('SEC-3 nobody reads a signing key that is refused at start in the reason', async () => {
    const refused = startOauth({ oauth2: { signingKey: 'short-secret' } });
    await expect(refused).rejects.toThrow(/^oauth2\.signingKey: takes/);
    await expect(refused).rejects.not.toThrow(/short-secret/);
  });

  test('SEC-3 a published signing key is refused outside development', async () => {
    const refused = startOauth(
      {
        tokenSigningKey: 'a token signing key of the operator',
        session: { secret: 'a session secret of the operator' },
        oauth2: { signingKey: 'change-me-userdb-token-signing-key' },
      },
      { env: { ...process.env, NODE_ENV: 'production' } },
    );
    await expect(refused).rejects.toThrow(/oauth2\.signingKey: takes a secret of your own/);
  });
});

describe('guessing', () => {
  test('ENU-1 an unknown API key and a wrong secret read alike', async () => {
    const { newBrowser, ...running } = await startOauth();
    await giveApiKey({ newBrowser, ...running }, await running.users.create(), 'an-id', 'a secret');
    const disabled = await running.users.create({ status: 'DISABLED' });
    await giveApiKey({ newBrowser, ...running }, disabled, 'disabled', 'a secret');
    const tries = [
      basic('an-id', 'wrong'),
      basic('unknown', 'a secret'),
      basic('disabled', 'wrong'),
      basic('disabled', 'a secret'),
    ];
    const byBasic = await Promise.all(tries.map((sending) => newBrowser().get('/me', sending)));
    const byGrant = await Promise.all(
      tries.map(({ headers }) => askToken(newBrowser(), { grant_type: 'client_credentials' }, headers)),
    );
    for (const replies of [byBasic, byGrant]) {
      for (const reply of replies) expect(seen(reply)).toEqual(seen(replies[0] ?? reply));
    }
  });

  test('ENU-3 … and take as long, the second time too; a good one is quick', async () => {
    const running = await startOauth({ passwordHashing: { cost: 9 } });
    await giveApiKey(running, await running.users.create(), 'an-id', 'a secret');
    const times = await compareTimes(14, {
      wrong: () => running.browser.get('/me', basic('an-id', 'wrong')),
      unknown: () => running.browser.get('/me', basic('unknown', 'wrong')),
      good: () => running.browser.get('/me', basic('an-id', 'a secret')),
    });
    expect(times.wrong / times.unknown).toBeGreaterThan(0.7);
    expect(times.wrong / times.unknown).toBeLessThan(1.4);
    expect(times.good).toBeLessThan(times.wrong / 2);
  });

  test('LCK-3 the right password behind forty wrong ones in flight gets no token', async () => {
    const running = await startOauth({ disableAccountAfterFailedLoginAttempts: 5 });
    const ben = await running.users.create();
    const ask = (password: string) =>
      askToken(running.newBrowser(), { grant_type: 'password', username: ben.email, password });
    const wrong = atOnce(40, (index) => ask(`wrong ${index}`));
    const [, last] = await Promise.all([wrong, wrong.then(() => ask(PASSWORD))]);
    expect(last).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect((await running.users.find(ben.email)).status).toBe('LOCKED');
  });

  test('LCK-8 user name and password say who is asking at /login and at the password grant only', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const sending = basic(ben.email, PASSWORD);
    expect(await running.browser.get('/me', sending)).toMatchObject(A_VISITOR);
    expect((await askToken(running.browser, { grant_type: 'client_credentials' }, sending.headers)).status).toBe(401);
    const query = `?grant_type=password&username=${ben.email}&password=${encodeURIComponent(PASSWORD)}`;
    expect((await running.browser.form(`/oauth/token${query}`, {})).status).toBe(400);
  });
});

describe('signing out ends every token of the user with the next request', () => {
  async function startWithDevices() {
    const running = await startOauth();
    const ben = await running.users.create();
    const [phone, tablet] = [running.newBrowser(), running.newBrowser()];
    for (const browser of [phone, tablet]) await browser.signIn(ben, PASSWORD);
    const program = await tokensOf(running, ben);
    const ofTablet = tablet.cookies.get('access_token') ?? '';
    return { running, ben, phone, tablet, program, ofTablet };
  }

  const asks = (running: RunningUserdb, token: string) => running.newBrowser().get('/me', bearer(token));

  test.each(['by the session', 'by an access token'])('%s: also those of programs and of other devices', async (by) => {
    const { running, phone, tablet, program, ofTablet } = await startWithDevices();
    const [caller, sent] = by === 'by the session' ? [phone, {}] : [running.newBrowser(), bearer(program.access)];
    expect(await caller.post('/logout', undefined, sent)).toMatchObject({ status: 200 });

    for (const token of [program.access, ofTablet]) expect(await asks(running, token)).toMatchObject(A_VISITOR);
    expect(await askToken(running.newBrowser(), byRefresh(program.refresh))).toMatchObject({ status: 400 });
    // The other device has a session of its own.
    expect(await tablet.get('/me')).toMatchObject(SIGNED_IN);
  });

  test('and nobody else’s', async () => {
    const { running, phone } = await startWithDevices();
    const cleo = await tokensOf(running, await running.users.create());
    await phone.post('/logout');
    expect(await asks(running, cleo.access)).toMatchObject(SIGNED_IN);
  });

  test('but a token that has had its time, found somewhere, throws nobody out', async () => {
    const { running, ben, program } = await startWithDevices();
    running.clock.pass(3601);
    const fresh = await tokensOf(running, ben);
    await running.newBrowser().post('/logout', undefined, bearer(program.access));
    expect(await asks(running, fresh.access)).toMatchObject(SIGNED_IN);
  });
});
