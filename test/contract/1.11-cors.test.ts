import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { uriOf } from '../../server/http/endpoint.ts';
import type { Browser, Reply } from '../support/browser.ts';
import { BlockedByCors, CrossOriginPage, type PageRequest } from '../support/crossOriginPage.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { person, superAdmin } from './people.ts';
import { cookieIn, expectAccount, expectEmpty, expectError, LATIN1_FORM } from './wire.ts';

const ORIGIN = 'https://www.example.com';
const ALLOWING: Options = { cors: { allowedOrigins: [ORIGIN] } };
const JSON_TYPE = { Accept: 'application/json', 'Content-Type': 'application/json; charset=utf-8' };
const FORM_TYPE = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
const AGENT = { 'X-Stormpath-Agent': 'some-sdk/1.0.0 some-library/1.0.0' };

const start = (options: Options = {}) => startUserdb({ ...ALLOWING, ...options });
const credentialsOf = ({ email }: { email: string }) => ({ login: email, password: PASSWORD });

interface Client {
  /** Whether it asks for cookies. */
  credentials: boolean;
  /** Its headers beyond Accept and Content-Type. */
  headers: Record<string, string>;
  bearer?: true;
  /** How it posts to /login. */
  login(user: { email: string }): Pick<PageRequest, 'headers' | 'body'>;
}

const asJson = (user: { email: string }) => ({ headers: JSON_TYPE, body: JSON.stringify(credentialsOf(user)) });
const asForm = (user: { email: string }) => ({
  headers: FORM_TYPE,
  body: new URLSearchParams(credentialsOf(user)).toString(),
});

/** The rows of clients that can be on another origin. */
const CLIENTS: Record<string, Client> = {
  'R 1.3.0 to 1.3.5': { credentials: true, headers: {}, login: asJson },
  'R2, other host': { credentials: true, headers: AGENT, bearer: true, login: asJson },
  NG1: { credentials: true, headers: {}, login: asForm },
  NG2: { credentials: false, headers: AGENT, bearer: true, login: asForm },
  'W token': { credentials: false, headers: AGENT, bearer: true, login: asJson },
};

const pageOf = (browser: Browser, { credentials }: Client, origin = ORIGIN) =>
  new CrossOriginPage(browser, origin, credentials);

describe.each(Object.entries(CLIENTS))('1.11 %s, on another origin', (_name, client) => {
  test('1.11 an allowed one signs in and reads the answer', async () => {
    const { browser, users } = await start();
    const ben = await users.create();
    const { headers, body } = client.login(ben);

    const reply = await pageOf(browser, client).send({
      method: 'POST',
      path: '/login',
      headers: { ...headers, ...client.headers },
      body,
    });

    expect(expectAccount(reply).email).toBe(ben.email);
  });

  test('1.11 reads its refusals too, with the headers that programs go by', async () => {
    const { browser } = await start();
    const { headers, body } = client.login({ email: 'nobody@example.com' });
    const reply = await pageOf(browser, client).send({
      method: 'POST',
      path: '/login',
      headers: { ...headers, ...client.headers },
      body,
    });
    expectError(reply, 400);
    const exposed = reply.headers.get('Access-Control-Expose-Headers')?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['Userdb-Error', 'Userdb-Field', 'Retry-After', 'X-Request-Id']));
  });

  test('1.11 asks who is signed in, with its headers', async () => {
    const { browser } = await start();
    const bearer = client.bearer && { Authorization: 'Bearer not.a.token' };
    const reply = await pageOf(browser, client).send({
      method: 'GET',
      path: '/me',
      headers: { Accept: 'application/json', ...client.headers, ...bearer },
    });
    expectError(reply, 401);
  });

  test('1.11 signs out', async () => {
    const { browser } = await start();
    expectEmpty(await pageOf(browser, client).send({ method: 'POST', path: '/logout', headers: client.headers }));
  });

  test('1.11 an origin that is not allowed is refused, or kept from the answer, and nobody is signed in', async () => {
    const { browser, users } = await start();
    const { headers, body } = client.login(await users.create());
    for (const origin of ['https://evil.example', 'http://www.example.com', `${ORIGIN}.evil.example`, 'null']) {
      const page = pageOf(browser, client, origin);
      const login = page.send({ method: 'POST', path: '/login', headers: { ...headers, ...client.headers }, body });
      await expect(login, origin).rejects.toThrow(BlockedByCors);
      await expect(page.send({ method: 'GET', path: '/me' }), origin).rejects.toThrow(BlockedByCors);
    }
    expect(browser.cookies.size).toBe(0);
  });
});

describe('1.11 with credentials', () => {
  const withCookies = (browser: Browser) => new CrossOriginPage(browser, ORIGIN, true);

  test('1.11 1.7 R, NG1: signed in by the cookie, from sign-in to sign-out', async () => {
    const { browser, users } = await start();
    const page = withCookies(browser);
    const ben = await users.create();
    await page.send({ method: 'POST', path: '/login', ...asJson(ben) });

    expect(expectAccount(await page.send({ method: 'GET', path: '/me' })).email).toBe(ben.email);
    const profile = { method: 'POST', path: '/me', headers: JSON_TYPE, body: '{"surname":"Lee"}' } as const;
    expect(expectAccount(await page.send(profile)).surname).toBe('Lee');
    expectEmpty(await page.send({ method: 'POST', path: '/logout' }));
    expectError(await page.send({ method: 'GET', path: '/me' }), 401);
  });

  test('1.7 "SameSite=None; Secure, by configuration": of every cookie', async () => {
    const { browser, users, url } = await start({
      trustProxy: 'loopback',
      session: { cookie: { sameSite: 'none' } },
      cookies: { sameSite: 'none' },
      endpoints: { oauth: { enabled: true } },
    });
    const headers = { 'X-Forwarded-Proto': 'https', Origin: ORIGIN };
    const reply = await browser.post('/login', credentialsOf(await users.create()), { headers });
    expect(url).toMatch(/^http:/);
    for (const name of ['userdb', 'access_token', 'refresh_token']) {
      expect(cookieIn(reply, name)?.attributes, name).toMatchObject({ samesite: 'None', secure: '', httponly: '' });
    }
  });

  test('1.11 `cors.credentials: false` shares without cookies only', async () => {
    const { browser } = await start({ cors: { allowedOrigins: [ORIGIN], credentials: false } });
    await expect(withCookies(browser).send({ method: 'GET', path: '/login' })).rejects.toThrow(
      'not shared with credentials',
    );
    const plain = new CrossOriginPage(browser, ORIGIN, false);
    expect((await plain.send({ method: 'GET', path: '/login' })).status).toBe(200);
  });

  test('1.11 "never * with credentials": no answer to anybody has it, and the configuration takes none', async () => {
    const { browser } = await start();
    for (const origin of [ORIGIN, 'https://evil.example', 'null']) {
      const reply = await browser.get('/login', { headers: { Origin: origin } });
      expect(reply.headers.get('Access-Control-Allow-Origin')).not.toBe('*');
    }
    await expect(start({ cors: { allowedOrigins: ['*'] } })).rejects.toThrow('cors.allowedOrigins');
  });
});

describe('1.11 on every endpoint', () => {
  const preflight = (running: RunningUserdb, path: string, method: string) =>
    running.browser.send('OPTIONS', path, undefined, {
      accept: '*/*',
      headers: { Origin: ORIGIN, 'Access-Control-Request-Method': method },
    });

  test('1.11 "answer OPTIONS preflights on all endpoints before authentication", those of administrators too', async () => {
    const running = await start({
      endpoints: { oauth: { enabled: true }, openapi: { enabled: true }, register: { enabled: true } },
    });
    expect(ENDPOINTS.length).toBeGreaterThan(20);
    for (const endpoint of ENDPOINTS) {
      const path = uriOf(endpoint, running.ctx.config);
      const reply = await preflight(running, path, endpoint.post ? 'POST' : 'GET');
      expect(reply, path).toMatchObject({ status: 204, text: '' });
      expect(reply.headers.get('Access-Control-Allow-Origin'), path).toBe(ORIGIN);
      expect(reply.headers.get('Access-Control-Allow-Methods'), path).toBe('GET, POST, OPTIONS');
      expect(reply.headers.getSetCookie(), path).toEqual([]);
    }
  });

  test('1.11 an administrator’s page on an allowed origin works, one on another does not', async () => {
    const { browser } = await superAdmin(await start());
    const list = { method: 'POST', path: '/users/list', headers: JSON_TYPE, body: '{}' } as const;
    expect((await new CrossOriginPage(browser, ORIGIN, true).send(list)).status).toBe(200);
    await expect(new CrossOriginPage(browser, 'https://evil.example', true).send(list)).rejects.toThrow(BlockedByCors);
  });

  test('1.11 `Vary: Origin` on every answer, refusals and answers to nobody included', async () => {
    const { browser } = await start();
    const replies: Reply[] = [
      await browser.get('/login'),
      await browser.get('/me'),
      await browser.get('/me', { headers: { Origin: ORIGIN } }),
      await browser.post('/login', {}, { headers: { Origin: 'https://evil.example' } }),
      await browser.post('/forgot', {}),
      await preflight(await start(), '/change', 'POST'),
    ];
    for (const { headers } of replies) expect(headers.get('Vary')).toMatch(/\bOrigin\b/);
  });

  test('1.11 without allowed origins nothing is said of CORS', async () => {
    const { browser } = await startUserdb();
    const { headers } = await browser.get('/login', { headers: { Origin: ORIGIN } });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(headers.get('Vary') ?? '').not.toMatch(/Origin/);
  });
});

describe('1.11 clients on the same origin need no CORS', () => {
  test.each<[string, Record<string, string>]>([
    ['R 1.0 to 1.2.2', { 'X-Stormpath-Agent': 'react-stormpath/1.2.0 react/15.0.0' }],
    ['R 1.3.0 to 1.3.5', { 'X-Stormpath-Agent': 'stormpath-sdk-react/1.3.5 react/15.0.0' }],
    ['NG1', { 'X-Stormpath-Agent': 'stormpath-sdk-angularjs/1.1.1 angularjs/1.5.0' }],
    ['W cookie', {}],
    ['V1UI', { 'X-Requested-With': 'XMLHttpRequest' }],
  ])('1.11 %s', async (_name, headers) => {
    const running = await startUserdb();
    const { browser } = running;
    const ben = await running.users.create();
    const own = { ...headers, Origin: running.url, 'Sec-Fetch-Site': 'same-origin' };
    expectAccount(await browser.post('/login', credentialsOf(ben), { headers: own }));
    expectAccount(await browser.get('/me', { headers: own }));
    expectEmpty(await browser.post('/logout', undefined, { headers: own }));
  });
});

describe('1.9 what a page of another site can do', () => {
  const FOREIGN: Record<string, string>[] = [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }];
  /** Keys of the endpoints that are JSON only; check_password is for everybody, and an import takes a file. */
  const JSON_ONLY = ['me', 'expired', 'welcome', 'users', 'accounts', 'roles'];

  test('1.9 rule 4: "JSON bodies only", so a form cannot make them', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const posts = ENDPOINTS.filter(({ key, post }) => post && JSON_ONLY.includes(key));
    const paths = posts.map((endpoint) => uriOf(endpoint, running.ctx.config));
    expect(paths).toEqual(expect.arrayContaining(['/me', '/expired', '/welcome', '/welcomed', '/users/update']));
    for (const path of paths.filter((one) => one !== '/users/import')) {
      for (const type of [LATIN1_FORM, 'text/plain', 'multipart/form-data; boundary=x']) {
        expectError(await browser.post(path, 'a=b', { type }), 415);
      }
    }
  });

  test('1.9 rule 2: every POST from an origin that is neither ours nor allowed is 403, whatever its type', async () => {
    const running = await startUserdb({ ...ALLOWING, endpoints: { oauth: { enabled: true } } });
    const { browser } = await person(running);
    for (const endpoint of ENDPOINTS.filter(({ post, oauth }) => post && !oauth)) {
      const path = uriOf(endpoint, running.ctx.config);
      for (const headers of FOREIGN) {
        for (const type of ['application/json', LATIN1_FORM]) {
          const reply = await browser.post(path, '{}', { type, headers });
          expect(reply.status, `${path} ${type}`).toBe(403);
          expect(reply.headers.get('Userdb-Error'), path).toBe('CROSS_SITE');
        }
      }
    }
  });

  test('1.9 "no such header: go on": programs say nothing of where they are', async () => {
    const { browser } = await person(await startUserdb());
    expect((await browser.post('/me', { surname: 'Lee' })).status).toBe(200);
  });
});
