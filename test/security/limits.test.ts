// How often one network and one login may ask.
import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { networkOf } from '../../server/http/limits.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { sendRaw } from './support.ts';

const REFUSED = { status: 400 };
const TOO_MANY = { status: 429, json: { status: 429, message: expect.stringMatching(/^Too many attempts/) } };

const limits = (rateLimits: Options['rateLimits'], more: Options = {}): Options => ({
  rateLimits: { enabled: true, ...rateLimits },
  ...more,
});
const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });

describe('a network', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:203.0.113.9', '203.0.113.9'],
    ['::ffff:cb00:7109', '203.0.113.9'],
    ['0:0:0:0:0:ffff:cb00:7109', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::2:0:0:1', '2001:db8:0:0::/64'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
    ['1::2:3:4:5:1.2.3.4', '1:0:2:3::/64'],
    ['1::2:3:4:5:102:304', '1:0:2:3::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
  ])('LCK-13 a client at %s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('LCK-13 clients whose address nobody knows are counted together', () => {
    expect(networkOf(null)).toBe('unknown');
  });
});

describe('somebody who asks too often', () => {
  test('LCK-13 is told for how long to wait, and can still read', async () => {
    const { browser, users } = await startUserdb(limits({ login: { perClient: 3, seconds: 300 } }));
    const ben = await users.create();
    for (let time = 0; time < 3; time++) expect(await browser.signIn(ben, 'wrong')).toMatchObject(REFUSED);

    const reply = await browser.signIn(ben, PASSWORD);

    expect(reply).toMatchObject(TOO_MANY);
    expect(Object.keys(reply.json ?? {})).toEqual(['status', 'message']);
    const wait = Number(reply.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(295);
    expect(wait).toBeLessThanOrEqual(300);
    expect(await browser.get('/login')).toMatchObject({ status: 200 });
    expect(await browser.get('/me')).toMatchObject({ status: 401 });
  });

  test.each(['memory', 'database'])('LCK-13 parallel requests all count (%s)', async (store) => {
    const { newBrowser } = await startUserdb(limits({ other: { perClient: 10 } }, { session: { store } }));

    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => (await newBrowser().post('/forgot', { email: 'a@example.com' })).status),
    );

    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  test('LCK-13 no spelling of an address has a count of its own', async () => {
    const { browser, url } = await startUserdb(limits({ login: { perClient: 4 } }));
    const nobody = { login: 'nobody', password: 'wrong' };

    for (const path of ['/login', '/LOGIN', '/login/', '/login?x=1']) {
      expect(await browser.post(path, nobody), path).toMatchObject(REFUSED);
    }
    for (const path of ['/login', '/LogIn', '/login/', '/login?x=2', '/%6cogin', '/./login', '/x/../login']) {
      expect([404, 429], path).toContain((await browser.post(path, nobody)).status);
    }
    for (const path of ['//login', '///login', '/./login', '/x/../login', '/login;x', '/%2flogin', `${url}/login`]) {
      const body = JSON.stringify(nobody);
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
      expect(await sendRaw(url, `${head}\r\nConnection: close\r\n\r\n${body}`), path).toMatch(/^HTTP\/1.1 (404|429) /);
    }
  });

  test('LCK-12 is stopped at guessing links, too', async () => {
    const { browser } = await startUserdb(limits({ other: { perClient: 5 } }));
    const guess = (n: number) => `${'a'.repeat(14)}${String(n).padStart(64, '0')}`;

    for (let n = 0; n < 2; n++) {
      expect(await browser.get(`/change?sptoken=${guess(n)}`)).toMatchObject({ status: 404 });
      expect(await browser.get(`/verify?sptoken=${guess(n)}`)).toMatchObject({ status: 404 });
    }
    expect(await browser.post('/change', { sptoken: guess(5), password: PASSWORD })).toMatchObject({ status: 404 });
    for (const path of ['/change', '/verify']) {
      expect(await browser.get(`${path}?sptoken=${guess(6)}`), path).toMatchObject(TOO_MANY);
    }
    expect(await browser.post('/change', { sptoken: guess(7), password: PASSWORD })).toMatchObject(TOO_MANY);
  });

  test('LCK-12 is stopped at guessing the present password of a session that was left open', async () => {
    const { browser, clock, users } = await startUserdb(limits({ other: { perClient: 3 } }));
    await browser.signIn(await users.create(), PASSWORD);
    clock.pass(1000);
    const guess = () => browser.post('/expired', { existingPassword: 'wrong', password: 'a whole new password' });

    for (let time = 0; time < 3; time++) expect(await guess()).toMatchObject(REFUSED);
    expect(await guess()).toMatchObject(TOO_MANY);
  });
});

describe('an address that a client names itself', () => {
  test('LCK-13 counts for nothing where no proxy is trusted', async () => {
    const { browser } = await startUserdb(limits({ login: { perClient: 3 } }));
    const nobody = { login: 'nobody', password: 'wrong' };

    for (let n = 0; n < 3; n++) {
      expect(await browser.post('/login', nobody, from(`203.0.113.${n}`))).toMatchObject(REFUSED);
    }
    for (const header of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'CF-Connecting-IP', 'True-Client-IP']) {
      const headers = { [header]: header === 'Forwarded' ? 'for=203.0.113.77' : '203.0.113.77' };
      expect(await browser.post('/login', nobody, { headers }), header).toMatchObject(TOO_MANY);
    }
  });

  test('LCK-13 is the last one in front of a trusted proxy, and IPv6 counts by the /64', async () => {
    const { browser } = await startUserdb(limits({ login: { perClient: 2 } }, { trustProxy: 1 }));
    const nobody = { login: 'nobody', password: 'wrong' };
    const send = (address: string) => browser.post('/login', nobody, from(address));

    expect(await send('2001:db8:1:2::1')).toMatchObject(REFUSED);
    expect(await send('2001:db8:1:2:aaaa::2')).toMatchObject(REFUSED);
    expect(await send('2001:0DB8:0001:0002::3')).toMatchObject(TOO_MANY);
    expect(await send('2001:db8:1:3::1')).toMatchObject(REFUSED);
    // What stands further left, anybody may have written.
    expect(await send('198.51.100.1, 2001:db8:1:2::4')).toMatchObject(TOO_MANY);
    expect(await send('198.51.100.1')).toMatchObject(REFUSED);
  });
});

describe('one login', () => {
  test('LCK-13 has a bound of its own, over all networks and spellings, also if nobody has it', async () => {
    const options = limits({ login: { perClient: 100, perLogin: 4 } }, { trustProxy: 1 });
    const { browser, users } = await startUserdb(options);
    const ben = await users.create({ email: 'ben@example.com' });

    for (const login of ['ben@example.com', 'nobody@example.com']) {
      const spellings = [login, login.toUpperCase(), ` ${login}`, login.replace('b', 'ｂ')];
      for (const [n, spelling] of spellings.entries()) {
        const reply = await browser.post('/login', { login: spelling, password: 'wrong' }, from(`203.0.113.${n}`));
        expect(reply, spelling).toMatchObject(REFUSED);
      }
      const reply = await browser.post('/login', { username: login, password: 'wrong' }, from('203.0.113.99'));
      expect(reply).toMatchObject(TOO_MANY);
    }
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject(TOO_MANY);
  });

  test('LCK-4 is forgiven by a good sign-in, and no other login with it', async () => {
    const { browser, users } = await startUserdb(limits({ login: { perLogin: 3 } }));
    const [ann, ben] = [await users.create(), await users.create()];

    for (let time = 0; time < 2; time++) await browser.signIn(ann, 'wrong');
    for (let time = 0; time < 3; time++) await browser.signIn(ben, 'wrong');
    expect(await browser.signIn(ann, PASSWORD)).toMatchObject({ status: 200 });

    for (let time = 0; time < 3; time++) expect(await browser.signIn(ann, 'wrong')).toMatchObject(REFUSED);
    expect(await browser.signIn(ann, PASSWORD)).toMatchObject(TOO_MANY);
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject(TOO_MANY);
  });

  test('LCK-4 a good sign-in does not give the network its tries back', async () => {
    const { browser, users } = await startUserdb(limits({ login: { perClient: 4 } }));
    const ben = await users.create();

    for (let n = 0; n < 3; n++) await browser.signIn({ email: `guess${n}@example.com` }, 'wrong');
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });

    expect(await browser.signIn({ email: 'guess4@example.com' }, 'wrong')).toMatchObject(TOO_MANY);
  });

  test('LCK-13 is free again when its window ends, and the count was kept over a restart', async () => {
    const options = limits({ login: { perLogin: 2, seconds: 300 } }, { session: { store: 'database' } });
    const { browser, clock, users } = await startUserdb(options);
    const ben = await users.create();
    await browser.signIn(ben, 'wrong');
    clock.pass(200);
    await browser.signIn(ben, 'wrong');
    const refused = await browser.signIn(ben, PASSWORD);
    expect(refused).toMatchObject(TOO_MANY);
    expect(refused.headers.get('Retry-After')).toBe('100');

    clock.pass(100);
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  });
});

test('LCK-13 nobody is counted who is not asked to be: limits can be turned off', async () => {
  const { browser } = await startUserdb({ rateLimits: { enabled: false, login: { perClient: 1, perLogin: 1 } } });
  for (let time = 0; time < 5; time++) {
    expect(await browser.post('/login', { login: 'nobody', password: 'wrong' })).toMatchObject(REFUSED);
  }
});
