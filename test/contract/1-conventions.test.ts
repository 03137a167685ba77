import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Application } from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { authenticated, authorized } from '../../server/http/guards.ts';
import { startServer } from '../../server/server.ts';
import { Browser } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  ANN,
  AT_ONCE,
  cookieIn,
  expectAccount,
  expectCookieDeleted,
  expectEmpty,
  expectError,
  expectNoCookies,
  expectPage,
  expectPassedOn,
  fallback,
  LATIN1_FORM,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  pageFile,
  raw,
  userWithVerifyLink,
} from './wire.ts';

/** Pages that share their address with JSON. */
const PAGES = ['/login', '/register', '/verify', '/forgot', '/change'];
const POSTS = ['/login', '/logout', '/register', '/verify', '/forgot', '/change', '/expired'];
const ENDPOINTS = [...POSTS, '/me', '/password-policy'];
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The program, as `npm run serve` starts it. */
async function startStandalone(options: Options = {}) {
  const server = await startServer({
    options: {
      database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
      logger: { error() {}, info() {}, debug() {} },
      ...options,
      spa: { index: await pageFile() },
    },
    port: 0,
    host: '127.0.0.1',
    surroundings: { env: { NODE_ENV: 'test' } },
  });
  onTestFinished(() => server.stop());
  return new Browser(server.url.replace('localhost', '127.0.0.1'));
}

async function startSpa(options: Options = {}) {
  return startUserdb({ ...options, spa: { enabled: true, index: await pageFile() } }, { routes: fallback });
}

describe('1.1 Choosing HTML or JSON', () => {
  test.each<[string, Record<string, string>, 'JSON' | 'HTML' | 'passed on']>([
    ['R1, R2, W, NG for login and view models', { Accept: 'application/json' }, 'JSON'],
    ['NG for everything else', { Accept: 'application/json, text/plain, */*' }, 'JSON'],
    [
      'V1UI',
      { Accept: 'application/json, text/javascript, */*; q=0.01', 'X-Requested-With': 'XMLHttpRequest' },
      'JSON',
    ],
    ['TCK, accept(JSON)', { Accept: 'application/json, application/javascript, text/javascript' }, 'JSON'],
    ['TCK, header("Accept", JSON)', { Accept: 'application/json' }, 'JSON'],
    ['TCK, nothing set', { Accept: '*/*' }, 'JSON'],
    ['TCK, accept(HTML)', { Accept: 'text/html' }, 'HTML'],
    ['a browser navigating', { Accept: NAVIGATION }, 'HTML'],
    [
      'a browser navigating, otherwise',
      { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
      'HTML',
    ],
    ['no Accept', {}, 'JSON'],
    ['an empty Accept', { Accept: '' }, 'JSON'],
    ['by q', { Accept: 'application/json;q=0.4, text/html;q=0.5' }, 'HTML'],
    ['by q, the other way', { Accept: 'application/json;q=0.5, text/html;q=0.4' }, 'JSON'],
    ['by specificity', { Accept: 'text/html;q=0.2, application/*;q=0.5' }, 'JSON'],
    ['text/*', { Accept: 'text/*' }, 'HTML'],
    ['an unknown type', { Accept: 'foo/bar' }, 'passed on'],
    ['application/json refused', { Accept: 'application/json;q=0' }, 'passed on'],
  ])('1.1 Accept of "%s"', async (_, headers, outcome) => {
    const { url } = await startSpa();

    const reply = await raw(url, { path: '/login', headers });

    if (outcome === 'JSON') expect(reply).toMatchObject({ status: 200, json: { accountStores: [] } });
    else if (outcome === 'HTML') expectPage(reply);
    else expectPassedOn(reply);
  });

  test('D1 1.1 "No Accept, an empty Accept, or */*: the first entry of produces"', async () => {
    const htmlFirst = await startSpa({ produces: ['text/html', 'application/json'] });
    const anything: Record<string, string>[] = [{}, { Accept: '' }, { Accept: '*/*' }];
    for (const headers of anything) {
      expectPage(await raw(htmlFirst.url, { path: '/login', headers }));
    }
    expect((await htmlFirst.browser.get('/login')).json).toHaveProperty('form');
  });

  test('1.1 "A preferred type that is not in produces … passes on to the next Express handler", GET and POST', async () => {
    const { browser, users } = await startUserdb({ produces: ['application/json'] }, { routes: fallback });
    const { email } = await users.create();
    for (const accept of ['text/html', NAVIGATION, 'foo/bar']) {
      for (const page of [...PAGES, '/logout']) expectPassedOn(await browser.get(page, { accept }));
      expectPassedOn(await browser.post('/login', { login: email, password: PASSWORD }, { accept }));
    }
    expect((await browser.get('/login', { accept: '*/*' })).json).toHaveProperty('form');
  });

  test('1.1 "unknown type: the handler does not answer … 404 if none" without a handler of the application', async () => {
    const { browser } = await startUserdb();
    for (const page of PAGES) expect((await browser.get(page, { accept: 'foo/bar' })).status).toBe(404);
  });

  test.each(PAGES)('1.1 "Send Vary: Accept on every GET that has both an HTML and a JSON form", %s', async (page) => {
    const { browser } = await startSpa();
    for (const accept of ['application/json', 'text/html']) {
      expect((await browser.get(page, { accept })).headers.get('Vary')).toMatch(/\bAccept\b/);
    }
  });

  test('1.1 "/me sends JSON even for Accept: text/html when the caller is authenticated"', async () => {
    const { browser, users } = await startSpa();
    await browser.signIn(await users.create(), PASSWORD);
    for (const accept of ['text/html', NAVIGATION]) expectAccount(await browser.get('/me', { accept }));
  });

  test('D49 1.1 "R1/R2/NG/W do not send X-Requested-With": the header decides nothing', async () => {
    const { browser } = await startSpa();
    const xhr = { 'X-Requested-With': 'XMLHttpRequest' };
    expectPage(await browser.get('/login', { accept: 'text/html', headers: xhr }));
    expect((await browser.get('/login')).json).toHaveProperty('form');
  });
});

describe('1.2 SPA mode', () => {
  test.each(PAGES)('1.2 (b) "GETs that prefer HTML get that file with 200", %s', async (page) => {
    const { browser, mailbox } = await startSpa();
    for (const accept of ['text/html', NAVIGATION]) {
      const reply = await browser.get(`${page}?sptoken=x`, { accept });
      expectPage(reply);
      expectNoCookies(reply);
    }
    expect(await mailbox.all()).toEqual([]);
  });

  test('1.2 (b) HTML GET on /logout: the page, without side effects', async () => {
    const { browser, users } = await startSpa();
    await browser.signIn(await users.create(), PASSWORD);
    for (const accept of ['text/html', NAVIGATION]) expectPage(await browser.get('/logout', { accept }));
    expectAccount(await browser.get('/me'));
  });

  test('1.2 (a) "produces without text/html: HTML requests fall through", without looking at the token', async () => {
    const running = await startUserdb({ produces: ['application/json'] }, { routes: fallback });
    const { dora, sptoken } = await userWithVerifyLink(running);

    for (const accept of ['text/html', NAVIGATION]) {
      expectPassedOn(await running.browser.get(`/verify?sptoken=${sptoken}`, { accept }));
    }

    expect(await running.users.find(dora.email)).toMatchObject({ status: 'PENDING' });
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  test('1.2 "/me … never handed to the SPA"', async () => {
    const { browser } = await startSpa();
    expect((await browser.get('/me', { accept: NAVIGATION })).status).toBe(302);
    expectError(await browser.get('/me'), 401);
  });

  test('1.2 "A JSON request for a disabled or unknown endpoint MUST NOT get index.html": 404 JSON', async () => {
    const off = { enabled: false };
    const browser = await startStandalone({
      endpoints: { login: off, logout: off, me: off, forgot: off, change: off, passwordPolicy: off },
    });
    for (const path of [...ENDPOINTS, '/oauth/token', '/missing']) {
      expectError(await browser.get(path), 404);
      expectError(await browser.get(path, { accept: '*/*' }), 404);
      expectError(await browser.post(path, {}), 404);
    }
  });

  test('1.2 "GET /missing with text/html must be 404, GET / must be 200 HTML" in the program', async () => {
    const browser = await startStandalone();
    expect((await browser.get('/missing', { accept: 'text/html' })).status).toBe(404);
    expectPage(await browser.get('/', { accept: 'text/html' }));
  });

  test('10.13 "The standalone server … run with spa.enabled: true, so a browser gets the React app and JSON clients get JSON"', async () => {
    const browser = await startStandalone({ endpoints: { register: { enabled: true }, verify: { enabled: true } } });
    for (const page of PAGES) expectPage(await browser.get(page, { accept: NAVIGATION }));
    for (const accept of ['application/json', '*/*', null]) {
      expect((await browser.get('/login', { accept })).json).toHaveProperty('form');
    }
  });

  test('10.13 "produces is [application/json, text/html] in the library", without a single-page app', async () => {
    const { browser, ctx } = await startUserdb({}, { routes: fallback });
    expect(ctx.config.produces).toEqual(['application/json', 'text/html']);
    expect(ctx.config.spa.enabled).toBe(false);
    expectPassedOn(await browser.get('/login', { accept: NAVIGATION }));
  });

  test('10.4 "endpoints.register.enabled: false in defaults.yml"', async () => {
    const browser = await startStandalone();
    expectError(await browser.get('/register'), 404);
    expectError(await browser.post('/register', ANN), 404);
  });

  test('1.2 the program shows its page at /expired too, where a reload must not show JSON', async () => {
    const browser = await startStandalone({ endpoints: { expired: { enabled: true } } });
    expectPage(await browser.get('/expired', { accept: NAVIGATION }));
    expectError(await browser.get('/expired'), 405);
  });
});

describe('1.3 Request bodies', () => {
  test.each([
    'application/json',
    'application/json;charset=utf-8',
    'application/json; charset=UTF-8',
    'Application/JSON; Charset=Utf-8',
    'application/json; charset="utf-8"',
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=UTF-8',
    'Application/X-WWW-Form-Urlencoded;charset=utf-8',
    LATIN1_FORM,
  ])('D43 1.3 body of type %s', async (type) => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    const fields = { login: email, password: PASSWORD };
    const body = /json/i.test(type) ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
    expectAccount(await browser.post('/login', body, { type }));
  });

  test('D43 1.3 "charset=ISO-8859-1" is read as such, percent-encoded and raw; without it UTF-8', async () => {
    const { browser, url } = await startUserdb(AT_ONCE);
    const form = (n: number, name: string) =>
      `email=a${n}%40example.com&surname=Lee&password=${PASSWORD}&givenName=${name}`;
    const givenName = async (body: string | Buffer, type: string) =>
      expectAccount(await raw(url, { method: 'POST', path: '/register', headers: { 'Content-Type': type }, body }))
        .givenName;

    expect(await givenName(form(1, 'J%FCrgen'), LATIN1_FORM)).toBe('Jürgen');
    expect(await givenName(Buffer.from(form(2, 'Jürgen'), 'latin1'), LATIN1_FORM)).toBe('Jürgen');
    expect(await givenName(form(3, 'J%C3%BCrgen'), 'application/x-www-form-urlencoded')).toBe('Jürgen');
    expect(expectAccount(await browser.post('/register', { ...ANN, givenName: 'Jürgen' })).givenName).toBe('Jürgen');
  });

  test('D44 1.3 "nested bracket syntax": a[b]=c is an object', async () => {
    const color = { enabled: true, visible: true, label: 'Color', placeholder: '', required: true, type: 'text' };
    const { browser } = await startUserdb({
      endpoints: { verify: { enabled: false }, register: { form: { fields: { color } } } },
    });
    const reply = await browser.form('/register', { ...ANN, 'customData[color]': 'red' });
    expect(expectAccount(reply).customData).toEqual({ color: 'red' });
  });

  test('D44 1.3 "NG1 posts providerData[providerId]=…": readable, and Error(400) while there is no such provider', async () => {
    const { browser } = await startUserdb();
    const fields = { 'providerData[providerId]': 'facebook', 'providerData[accessToken]': 'x' };
    expectError(await browser.form('/login', fields), 400);
  });

  test.each<[string, Record<string, string>]>([
    ['application/json', JSON_TYPE],
    ['urlencoded', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['urlencoded with ISO-8859-1', { 'Content-Type': LATIN1_FORM }],
    ['no Content-Type', {}],
  ])(
    '1.3 "An empty body with Content-Type … is valid", %s: what is missing is said, no type is complained of',
    async (_, headers) => {
      const { url } = await startUserdb();
      expectEmpty(await raw(url, { method: 'POST', path: '/logout', headers }));
      for (const path of ['/login', '/register', '/verify', '/forgot', '/change']) {
        expectError(await raw(url, { method: 'POST', path, headers }), 400);
      }
    },
  );

  describe.each<[string, (app: Application) => void]>([
    [
      'express.json() and an extended express.urlencoded()',
      (app) => app.use(express.json(), express.urlencoded({ extended: true })),
    ],
    ['express.json() only', (app) => app.use(express.json())],
    [
      'a parser as of Express 4, which leaves {} for what it does not read',
      (app) =>
        app.use((req, _res, next) => {
          req.body = {};
          next();
        }),
    ],
  ])('1.3 "one may already have run", %s', (name, before) => {
    test(`1.3 "No parser … or one may already have run", ${name}: JSON, forms, empty bodies`, async () => {
      const { browser, users } = await startUserdb({}, { before });
      const { email } = await users.create();
      const fields = { login: email, password: PASSWORD };

      expectAccount(await browser.post('/login', fields));
      expectAccount(await browser.form('/login', fields));
      expectEmpty(await browser.post('/logout', '', { type: 'application/json' }));
      for (const body of ['', undefined, '{}']) expectError(await browser.post('/login', body), 400);
      expectError(await browser.form('/login', {}), 400);
      expectError(await browser.post('/login', '<login/>', { type: 'application/xml' }), 415);
    });
  });

  test.each<[string, string | Buffer]>([
    ['half of it', '{"login":"ben@example.com"'],
    ['a list', '[]'],
    ['a text', '"login"'],
    ['null', 'null'],
    ['a number', '7'],
    ['words', 'login=ben'],
    ['bytes that are no UTF-8', Buffer.from('{"login":"\xff","password":"x"}', 'latin1')],
  ])('1.3 JSON that is no object of fields: Error(400), %s', async (_, body) => {
    const { url } = await startUserdb();
    for (const path of ['/login', '/register', '/verify', '/forgot', '/change']) {
      expectError(await raw(url, { method: 'POST', path, headers: JSON_TYPE, body }), 400);
    }
  });

  test.each(['application/xml', 'multipart/form-data; boundary=x', 'text/html', 'application/json; charset=x-none'])(
    '1.3 "A body is read as JSON only when its type is JSON": %s is refused',
    async (type) => {
      const { browser, users } = await startUserdb();
      const { email } = await users.create();
      const reply = await browser.post('/login', { login: email, password: PASSWORD }, { type });
      expectError(reply, 415);
      expectError(await browser.get('/me'), 401);
    },
  );

  test('1.3 "Values must be type-checked": a form cannot make lists or objects of fields', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    const post = (path: string, body: string) =>
      browser.post(path, body, { type: 'application/x-www-form-urlencoded' });
    expectError(await post('/login', `login=${email}&login=${email}&password=${PASSWORD}`), 400);
    expectError(await post('/login', `login[a]=${email}&password=${PASSWORD}`), 400);
    expectError(await post('/forgot', `email[]=${email}&email[]=eve@example.com`), 400);
    expectError(await post('/verify', `login[$ne]=`), 400);
  });

  test('1.3 "Size limits": 200 kB are read, more is Error(413)', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    const fields = { login: email, password: PASSWORD };
    expectAccount(await browser.post('/login', { ...fields, padding: 'x'.repeat(190_000) }));
    expectError(await browser.post('/login', { ...fields, padding: 'x'.repeat(1_000_000) }), 413);
  });
});

describe('1.4 Errors', () => {
  test('1.4 "JSON, every endpoint": exactly {"status", "message"}, two keys, the status the same number', async () => {
    const { browser } = await startUserdb();
    for (const path of ['/login', '/register', '/verify', '/forgot', '/change']) {
      expectError(await browser.post(path, {}), 400);
      expectError(await browser.send('DELETE', path, undefined), 405);
    }
    expectError(await browser.get('/verify?sptoken=x'), 404);
    expectError(await browser.get('/change?sptoken=x'), 404);
    expectError(await browser.post('/expired', {}), 401);
    expectError(await browser.get('/me'), 401);
  });

  test('1.4 "message … must not echo what the user typed", and holds no markup', async () => {
    const { browser } = await startUserdb();
    const typed = '<img src=x onerror=alert(1)>zyx@';
    const replies = [
      await browser.post('/login', { login: typed, password: typed }),
      await browser.post('/login', { login: typed }),
      await browser.post('/forgot', { email: [typed] }),
      await browser.post('/verify', { [typed]: typed }),
      await browser.post('/change', { sptoken: typed, password: typed }),
      await browser.get(`/change?sptoken=${encodeURIComponent(typed)}`),
      await browser.get(`/verify?sptoken=${encodeURIComponent(typed)}`),
      await browser.post('/login', `{"login":${typed}}`),
      await browser.post('/login', '{}', { headers: { realm: 'zyx' } }),
    ];
    for (const name of [...Object.keys(ANN), 'middleName', typed]) {
      replies.push(await browser.post('/register', { ...ANN, [name]: typed }));
    }

    const refused = replies.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThanOrEqual(replies.length - 3);
    for (const reply of refused) {
      expectError(reply, reply.status);
      expect(reply.text).not.toMatch(/img|zyx|[<>]/);
    }
  });

  test('1.4 "not authenticated, JSON" on a route of the application: 401, WWW-Authenticate: Bearer', async () => {
    const { browser } = await startGuarded();
    const reply = await browser.get('/report');
    expectError(reply, 401);
    expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  });

  test('1.4 "not authenticated, HTML" on a route of the application: 302 <login.uri>?next=<encoded path and query>', async () => {
    const { browser } = await startGuarded({ endpoints: { login: { uri: '/sign-in' } } });
    for (const accept of ['text/html', NAVIGATION]) {
      const reply = await browser.get('/report?year=2026&a=b', { accept });
      expect(reply.status).toBe(302);
      expect(reply.headers.get('Location')).toBe('/sign-in?next=%2Freport%3Fyear%3D2026%26a%3Db');
    }
  });

  test('1.4 "not permitted, JSON": 403 {"status":403,"message"}; 403 for HTML too', async () => {
    const { browser, users } = await startGuarded();
    await browser.signIn(await users.create({ roles: ['nurse'] }), PASSWORD);
    expect((await browser.get('/report')).status).toBe(200);
    expectError(await browser.get('/doctors'), 403);
    expect((await browser.get('/doctors', { accept: 'text/html' })).status).toBe(403);
  });

  test('D40 "authorized(roles, all)": any by default, all if true', async () => {
    const { browser, users } = await startGuarded();
    await browser.signIn(await users.create({ roles: ['doctor'] }), PASSWORD);
    expect((await browser.get('/doctors')).status).toBe(200);
    expectError(await browser.get('/doctors-and-admins'), 403);
    await browser.signIn(await users.create({ roles: ['doctor', 'admin'] }), PASSWORD);
    expect((await browser.get('/doctors-and-admins')).status).toBe(200);
  });

  test('D39 "one configured name everywhere, default super-admin"', async () => {
    const { browser, users } = await startGuarded();
    await browser.signIn(await users.create({ roles: ['super-admin'] }), PASSWORD);
    expect((await browser.get('/doctors-and-admins')).status).toBe(200);

    const named = await startGuarded({ 'super-admin': 'root' });
    await named.browser.signIn(await named.users.create({ roles: ['super-admin'] }), PASSWORD);
    expectError(await named.browser.get('/doctors'), 403);
    await named.browser.signIn(await named.users.create({ roles: ['root'] }), PASSWORD);
    expect((await named.browser.get('/doctors')).status).toBe(200);
  });

  test.each(ENDPOINTS)('1.4 "disabled endpoint: pass to the next handler", %s', async (path) => {
    const off = { enabled: false };
    const { browser } = await startUserdb(
      {
        endpoints: {
          ...{ login: off, logout: off, me: off, register: off, verify: off },
          ...{ forgot: off, change: off, expired: off, passwordPolicy: off },
        },
      },
      { routes: fallback },
    );
    for (const accept of ['application/json', 'text/html']) {
      expectPassedOn(await browser.get(path, { accept }));
      expectPassedOn(await browser.post(path, {}, { accept }));
      expectPassedOn(await browser.send('PUT', path, undefined, { accept }));
    }
  });

  test.each(ENDPOINTS)('1.4 "wrong method on a known endpoint": 405, %s', async (path) => {
    const { browser, url, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const readOnly = path === '/password-policy';

    for (const method of ['PUT', 'DELETE', 'PATCH', ...(readOnly ? ['POST'] : [])]) {
      for (const accept of ['application/json', '*/*']) {
        const reply = await browser.send(method, path, undefined, { accept });
        expectError(reply, 405);
        expect(reply.headers.get('Allow')?.split(', ')).toContain(readOnly ? 'GET' : 'POST');
      }
      const html = await raw(url, { method, path, headers: { Accept: 'text/html' } });
      expect([404, 405]).toContain(html.status);
    }
  });

  test.each(['/forgot', '/logout', '/expired'])('1.4 "wrong method": JSON GET %s is 405', async (path) => {
    const { browser } = await startUserdb();
    expectError(await browser.get(path), 405);
  });

  test('1.4 "unexpected": 500 {"status":500,"message"} without internals, no stack; logged', async () => {
    const running = await startUserdb({
      transformer: () => {
        throw new Error('the inner secret of the application');
      },
    });
    const ben = await running.users.create();

    const reply = await running.browser.signIn(ben, PASSWORD);

    expectError(reply, 500);
    expect(reply.text).not.toMatch(/secret|Error|\bat |\.ts/);
    expect(JSON.stringify(running.log)).toContain('the inner secret of the application');
  });

  test('1.4 "unexpected": 500, and the server lives, when a transformer\'s result is not JSON', {
    timeout: 5000,
  }, async () => {
    const running = await startUserdb({ transformer: () => ({ count: 7n }) });
    const ben = await running.users.create();
    expectError(await running.browser.signIn(ben, PASSWORD), 500);
    expect((await running.browser.get('/login')).status).toBe(200);
  });

  test('1.4 "JSON must be sent with Content-Type: application/json", with a callback in the query too', async () => {
    const { browser } = await startUserdb();
    for (const path of ['/login?callback=alert', '/register?jsonp=alert', '/password-policy?callback=alert']) {
      const reply = await browser.get(path);
      expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
      expect(reply.text).toMatch(/^\{/);
    }
  });

  test('1.11 "the request header realm to choose a passport strategy": an unknown one, and passport\'s own, are Error(400)', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    for (const realm of ['nowhere', 'session', '__proto__']) {
      const reply = await browser.post('/login', { login: email, password: PASSWORD }, { headers: { realm } });
      expectError(reply, 400);
    }
    expectAccount(await browser.post('/login', { login: email, password: PASSWORD }, { headers: { realm: 'local' } }));
  });
});

/** A userdb in an application that is mounted below a path of another one. */
async function startBelow(basePath: string) {
  const outer = express();
  const running = await startUserdb({ basePath }, { before: (app) => outer.use(basePath, app) });
  const server = outer.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { ...running, browser: new Browser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) };
}

/** An application with guarded routes. */
function startGuarded(options: Options = {}) {
  const hello = (_req: express.Request, res: express.Response) => void res.json({ hello: 'world' });
  return startUserdb(options, {
    routes: (app) => {
      app.get('/report', authenticated, hello);
      app.get('/doctors', authenticated, authorized(['doctor', 'admin']), hello);
      app.get('/doctors-and-admins', authenticated, authorized(['doctor', 'admin'], true), hello);
    },
  });
}

describe('1.5 and 1.6 Success and caching', () => {
  test('1.5 "Any body that is not empty must be valid JSON", status 200 everywhere', async () => {
    const running = await startUserdb();
    const { browser, mailbox } = running;
    const { dora, sptoken } = await userWithVerifyLink(running);
    const replies = [
      await browser.get('/login'),
      await browser.get('/register'),
      await browser.get('/password-policy'),
      await browser.post('/register', ANN),
      await browser.post('/verify', { login: ANN.email }),
      await browser.get(`/verify?sptoken=${sptoken}`),
      await browser.signIn(dora, PASSWORD),
      await browser.get('/me'),
      await browser.post('/forgot', { email: dora.email }),
    ];
    const reset = await newestToken(mailbox, dora);
    replies.push(
      await browser.get(`/change?sptoken=${reset}`),
      await browser.post('/expired', { password: NEW_PASSWORD }),
      await browser.post('/logout'),
    );

    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    const kinds = replies.map(({ text, json }) => (text === '' ? 'empty' : Object.keys(json ?? {}).join() || '{}'));
    expect(kinds).toEqual([
      'form,accountStores',
      'form,accountStores',
      'length,uppers,lowers,numbers,specials,maxBytes,cantMatch,expiresInSeconds',
      'account',
      'empty',
      'empty',
      'account',
      'account',
      'empty',
      'empty',
      '{}',
      'empty',
    ]);
  });

  test('1.5 "non-empty JSON body" for V1UI at /login and /expired', async () => {
    const { browser, users } = await startUserdb();
    const accept = 'application/json, text/javascript, */*; q=0.01';
    const headers = { 'X-Requested-With': 'XMLHttpRequest' };
    const { email } = await users.create();
    const login = { login: email, password: PASSWORD };
    expectAccount(await browser.post('/login', login, { accept, headers }));
    expect((await browser.post('/expired', { password: NEW_PASSWORD }, { accept, headers })).json).toEqual({});
  });

  test('1.6 "everything else that is JSON … Cache-Control: no-store", successes, errors and empty answers', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create();
    const replies = [
      await browser.get('/login'),
      await browser.get('/register'),
      await browser.get('/change'),
      await browser.get('/forgot'),
      await browser.get('/verify?sptoken=x'),
      await browser.signIn(ben, 'wrong horse battery'),
      await browser.signIn(ben, PASSWORD),
      await browser.post('/forgot', { email: ben.email }),
      await browser.post('/logout'),
      await browser.form('/logout', {}, { accept: 'text/html' }),
    ];
    for (const { headers } of replies) expect(headers.get('Cache-Control')).toContain('no-store');
  });
});

describe('1.7 Cookies', () => {
  test('D11 1.7 the session cookie: HttpOnly, Path /, SameSite=Lax, not Secure over http', async () => {
    const { browser, users } = await startUserdb();
    const reply = await browser.signIn(await users.create(), PASSWORD);
    expect(reply.headers.getSetCookie()).toHaveLength(1);
    expect(cookieIn(reply, 'userdb')?.attributes).toEqual({ path: '/', httponly: '', samesite: 'Lax' });
  });

  test('1.7 "Secure if the request is HTTPS", as a trusted proxy says', async () => {
    const headers = { 'X-Forwarded-Proto': 'https' };
    const trusting = await startUserdb({ trustProxy: 1 });
    const plain = await startUserdb();
    for (const [{ browser, users }, secure] of [
      [trusting, true],
      [plain, false],
    ] as const) {
      const { email } = await users.create();
      const reply = await browser.post('/login', { login: email, password: PASSWORD }, { headers });
      expect('secure' in (cookieIn(reply, 'userdb')?.attributes ?? {})).toBe(secure);
    }
  });

  test('1.7 "userdb (session.key)" per session.cookie', async () => {
    const { browser, users } = await startUserdb({
      session: { key: 'door', cookie: { sameSite: 'strict', maxAge: 3_600_000 } },
    });
    const reply = await browser.signIn(await users.create(), PASSWORD);
    const cookie = cookieIn(reply, 'door');
    expect(cookie?.attributes).toMatchObject({ path: '/', samesite: 'Strict', httponly: '' });
    expect(Date.parse(cookie?.attributes.expires ?? '')).toBeGreaterThan(Date.now() + 3_500_000);
    expectAccount(await browser.get('/me'));
  });

  test('1.7 "Deleting": an Expires in the past, same Path, which is the basePath of an app mounted below one', async () => {
    const { browser, users } = await startBelow('/auth');
    const { email } = await users.create();

    const signedIn = await browser.post('/auth/login', { login: email, password: PASSWORD });
    expect(cookieIn(signedIn, 'userdb')?.attributes.path).toBe('/auth');
    expectAccount(await browser.get('/auth/me'));

    expectCookieDeleted(await browser.post('/auth/logout'), '/auth');
    expectError(await browser.get('/auth/me'), 401);
  });

  test('1.7 visitors get no cookie', async () => {
    const { browser, users } = await startSpa();
    const ben = await users.create();
    for (const path of ENDPOINTS) {
      expectNoCookies(await browser.get(path));
      expectNoCookies(await browser.get(path, { accept: 'text/html' }));
    }
    expectNoCookies(await browser.signIn(ben, 'wrong horse battery'));
    expectNoCookies(await browser.post('/forgot', { email: ben.email }));
  });

  test('D11 10.11 "the express-session cookie authenticates": nothing else does while oauth is not offered', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create();
    const basic = Buffer.from(`${ben.email}:${PASSWORD}`).toString('base64');
    for (const Authorization of [`Basic ${basic}`, 'Bearer x', `Bearer ${ben.id}`]) {
      expectError(await browser.get('/me', { headers: { Authorization } }), 401);
    }
    expectError(await browser.get('/me', { headers: { Cookie: `access_token=${ben.id}; userdb=${ben.id}` } }), 401);
  });
});

describe('1.9 CSRF', () => {
  const refused: [string, Record<string, string>][] = [
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['an Origin of another host', { Origin: 'https://evil.example' }],
    ['an Origin of another port', { Origin: 'http://127.0.0.1:1' }],
    ['an Origin of a sister host', { Origin: 'http://evil.localhost', 'Sec-Fetch-Site': 'same-site' }],
    ['Origin: null', { Origin: 'null' }],
    ['an Origin that is none', { Origin: 'evil' }],
  ];

  test.each(refused)('D42 1.9 rule 2 "refused with 403, whatever its type": %s', async (_, headers) => {
    const { browser, users, mailbox } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    const fields = { login: ben.email, email: ben.email, password: PASSWORD };

    for (const path of POSTS) {
      expectError(await browser.post(path, fields, { headers }), 403);
      expectError(await browser.form(path, fields, { headers }), 403);
      expectError(await browser.post(path, JSON.stringify(fields), { type: 'text/plain', headers }), 403);
      expectError(await browser.post(path, undefined, { headers }), 403);
    }

    expectAccount(await browser.get('/me'));
    expect(await mailbox.all()).toEqual([]);
  });

  test('D42 1.9 rule 2 "Sec-Fetch-Site is cross-site": refused, though the Origin is this host', async () => {
    const { browser, url } = await startUserdb();
    expectError(
      await browser.post('/logout', undefined, { headers: { Origin: url, 'Sec-Fetch-Site': 'cross-site' } }),
      403,
    );
  });

  test('D42 1.9 rule 2 an HTML POST /logout from another site: 403, and the session goes on', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await browser.form('/logout', {}, { accept: 'text/html', headers })).status).toBe(403);
    expectAccount(await browser.get('/me'));
  });

  test.each<[string, (url: string) => Record<string, string>]>([
    ['no such header', () => ({})],
    ['the Origin of this host', (url) => ({ Origin: url })],
    ['the Origin of this host, same-origin', (url) => ({ Origin: url, 'Sec-Fetch-Site': 'same-origin' })],
    ['the Origin of this host, whose https ends at a proxy', (url) => ({ Origin: url.replace('http:', 'https:') })],
    ['the origin of baseUrl', () => ({ Origin: 'https://app.example.com' })],
    ['an origin of cors.allowedOrigins', () => ({ Origin: 'https://www.example.com', 'Sec-Fetch-Site': 'cross-site' })],
    ['Sec-Fetch-Site: none', () => ({ 'Sec-Fetch-Site': 'none' })],
    ['Sec-Fetch-Site: same-site', () => ({ 'Sec-Fetch-Site': 'same-site' })],
  ])('1.9 rule 2 goes on: %s', async (_, headers) => {
    const { browser, users, url } = await startUserdb({
      baseUrl: 'https://app.example.com',
      cors: { allowedOrigins: ['https://www.example.com'] },
    });
    const { email } = await users.create();
    expectAccount(await browser.post('/login', { login: email, password: PASSWORD }, { headers: headers(url) }));
  });

  test('1.9 rule 2 is about requests that change something: pages and view models open from anywhere', async () => {
    const { browser } = await startSpa();
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    expectPage(await browser.get('/login', { accept: NAVIGATION, headers }));
    expect((await browser.get('/login', { headers })).status).toBe(200);
    expectError(await browser.get('/me', { headers }), 401);
  });

  test('1.9 rule 4 "/expired: JSON bodies only", also where the application has parsed the form', async () => {
    const before = (app: Application) => app.use(express.json(), express.urlencoded({ extended: true }));
    const { browser, users } = await startUserdb({}, { before });
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);

    expectError(await browser.form('/expired', { password: NEW_PASSWORD }), 415);

    expect((await users.find(ben.email)).password).toBe(ben.password);
    expect((await browser.post('/expired', { password: NEW_PASSWORD })).status).toBe(200);
  });

  test("1.9 csrf.enabled: false leaves the cookie's SameSite as the only guard", async () => {
    const { browser, users } = await startUserdb({ csrf: { enabled: false } });
    const { email } = await users.create();
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    expectAccount(await browser.post('/login', { login: email, password: PASSWORD }, { headers }));
  });
});

describe('1.10 next and redirects', () => {
  const unsafe = [
    '//evil.example/x',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'https://evil.example/',
    'evil',
    '',
    ' /x',
    '/\t/evil.example',
    '/\n/evil.example',
    '/x\r\nSet-Cookie: a=b',
    '/\u0000',
    '/\u0085x',
    'javascript:alert(1)',
  ];

  test.each(unsafe)('D52 1.10 "Safe means": POST /logout does not follow next=%j', async (next) => {
    const { browser } = await startUserdb({ endpoints: { logout: { nextUri: '/bye' } } });
    const reply = await browser.form(`/logout?next=${encodeURIComponent(next)}`, {}, { accept: 'text/html' });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('Location')).toBe('/bye');
    expectNoCookies(reply);
  });

  test.each(['/', '/shop', '/shop?page=2&a=//b#top', '/a%20b'])(
    'D52 1.10 "Safe means": POST /logout follows next=%s',
    async (next) => {
      const { browser } = await startUserdb({ endpoints: { logout: { nextUri: '/bye' } } });
      const reply = await browser.form(`/logout?next=${encodeURIComponent(next)}`, {}, { accept: 'text/html' });
      expect(reply.status).toBe(302);
      expect(reply.headers.get('Location')).toBe(next);
    },
  );

  test('D52 1.10 a next in any language goes into the header encoded', { timeout: 5000 }, async () => {
    const { browser } = await startUserdb();
    for (const next of ['/Menü', '/€ und mehr', '/日本', '/👩‍⚕️']) {
      const reply = await browser.form(`/logout?next=${encodeURIComponent(next)}`, {}, { accept: 'text/html' });
      expect(reply.status).toBe(302);
      expect(reply.headers.get('Location')).toBe(encodeURI(next));
    }
  });

  test('1.10 next given twice, or as a list, is not followed', async () => {
    const { browser } = await startUserdb();
    for (const query of ['next=/a&next=/b', 'next[]=/a', 'next[x]=/a']) {
      const reply = await browser.form(`/logout?${query}`, {}, { accept: 'text/html' });
      expect(reply.headers.get('Location')).toBe('/');
    }
  });

  test('1.10 next in the body of POST /logout is not read, since the body is ignored', async () => {
    const { browser } = await startUserdb();
    const reply = await browser.form('/logout', { next: '/shop' }, { accept: 'text/html' });
    expect(reply.headers.get('Location')).toBe('/');
  });

  test('1.10 "Exact form tested: /login?next=%2Fme", below a path too', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expect((await browser.get('/me', { accept: 'text/html' })).headers.get('Location')).toBe('/login?next=%2Fme');

    const below = await startBelow('/auth');
    const { headers } = await below.browser.get('/auth/me', { accept: 'text/html' });
    expect(headers.get('Location')).toBe('/auth/login?next=%2Fauth%2Fme');
  });

  test('1.10 "must not remember a next across requests"', async () => {
    const { browser, users } = await startUserdb();
    const asked = await browser.get('/me', { accept: 'text/html' });
    expect(asked.status).toBe(302);
    expectNoCookies(asked);

    expectAccount(await browser.signIn(await users.create(), PASSWORD));

    const signedOut = await browser.form('/logout', {}, { accept: 'text/html' });
    expect(signedOut.headers.get('Location')).toBe('/');
  });

  test.each(['/login', '/register', '/verify', '/forgot', '/change'])(
    '1.10 an HTML POST to %s is passed on, and does nothing, until there are forms without script',
    async (path) => {
      const { browser, users, mailbox } = await startUserdb({}, { routes: fallback });
      const { email } = await users.create({ status: 'PENDING' });
      const fields = { ...ANN, login: email, email };
      for (const accept of ['text/html', NAVIGATION]) expectPassedOn(await browser.form(path, fields, { accept }));
      expect(await mailbox.all()).toEqual([]);
    },
  );
});

describe('1.11 CORS', () => {
  const ORIGIN = 'https://www.example.com';
  const allowing: Options = { cors: { allowedOrigins: [ORIGIN] } };

  test.each(ENDPOINTS)('1.11 "Answer OPTIONS preflights on all endpoints before authentication", %s', async (path) => {
    const { url } = await startUserdb(allowing);
    const headers = {
      Accept: '*/*',
      Origin: ORIGIN,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type,x-stormpath-agent',
      'Sec-Fetch-Site': 'cross-site',
    };

    const reply = await raw(url, { method: 'OPTIONS', path, headers });

    expect([200, 204]).toContain(reply.status);
    expect(reply.text).toBe('');
    expect(reply.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(reply.headers.get('Access-Control-Allow-Credentials')).toBe('true');
    const methods = reply.headers.get('Access-Control-Allow-Methods')?.split(', ');
    expect(methods?.sort()).toEqual(['GET', 'OPTIONS', 'POST']);
    const allowed = reply.headers.get('Access-Control-Allow-Headers')?.toLowerCase().split(', ');
    expect(allowed).toEqual(expect.arrayContaining(['content-type', 'authorization', 'x-stormpath-agent']));
    expect(reply.headers.get('Vary')).toMatch(/\bOrigin\b/);
    expectNoCookies(reply);
  });

  test('1.11 "exact origin echoed, credentials true" on answers, errors too', async () => {
    const { browser, users } = await startUserdb(allowing);
    const { email } = await users.create();
    const headers = { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site' };
    const replies = [
      await browser.get('/me', { headers }),
      await browser.get('/login', { headers }),
      await browser.post('/login', {}, { headers }),
      await browser.post('/login', { login: email, password: PASSWORD }, { headers }),
      await browser.get('/me', { headers }),
      await browser.post('/logout', undefined, { headers }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([401, 200, 400, 200, 200, 200]);
    for (const reply of replies) {
      expect(reply.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
      expect(reply.headers.get('Access-Control-Allow-Credentials')).toBe('true');
      expect(reply.headers.get('Vary')).toMatch(/\bOrigin\b/);
    }
  });

  test('1.11 other origins, and none by default, get no permission', async () => {
    const [one, other] = [await startUserdb(allowing), await startUserdb()];
    for (const [running, origins] of [
      [one, ['https://evil.example', 'http://www.example.com', 'https://www.example.com.evil.example', 'null']],
      [other, [ORIGIN, 'null']],
    ] as const) {
      for (const Origin of origins) {
        const headers = { Origin, 'Access-Control-Request-Method': 'POST' };
        for (const method of ['OPTIONS', 'GET']) {
          const reply = await raw(running.url, { method, path: '/login', headers });
          expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
        }
      }
    }
  });

  test('1.11 "Never * with credentials": * is no origin to allow, and cors.credentials: false sends none', async () => {
    await expect(startUserdb({ cors: { allowedOrigins: ['*'] } })).rejects.toThrow('cors.allowedOrigins');
    const { browser } = await startUserdb({ cors: { allowedOrigins: [ORIGIN], credentials: false } });
    const { headers } = await browser.get('/login', { headers: { Origin: ORIGIN } });
    expect(headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(headers.has('Access-Control-Allow-Credentials')).toBe(false);
  });

  test('1.11 "X-Stormpath-Agent is for logging only": the answer is the same with it', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const headers = { 'X-Stormpath-Agent': 'stormpath-sdk-react/1.3.5 react/15.4.2' };
    expect((await browser.get('/me', { headers })).text).toBe((await browser.get('/me')).text);
    expect((await browser.get('/login', { headers })).text).toBe((await browser.get('/login')).text);
  });
});

describe('10.14 GET /password-policy', () => {
  test('10.14 200 JSON {length, uppers, lowers, numbers, specials, maxBytes, cantMatch, expiresInSeconds}, no login needed', async () => {
    const { browser } = await startUserdb({
      passwordPolicy: { length: 9, uppers: 1, lowers: 2, numbers: 3, specials: 1 },
      passwordsCantMatch: 4,
      passwordsExpireInSeconds: 1000,
    });

    const reply = await browser.get('/password-policy');

    expect(reply.status).toBe(200);
    expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
    expect(reply.json).toStrictEqual({
      ...{ length: 9, uppers: 1, lowers: 2, numbers: 3, specials: 1 },
      ...{ maxBytes: expect.any(Number), cantMatch: 4, expiresInSeconds: 1000 },
    });
  });

  test('10.14 is on by default, and says what the defaults are: 10.5', async () => {
    const browser = await startStandalone();
    expect((await browser.get('/password-policy')).json).toMatchObject({
      ...{ length: 8, uppers: 0, lowers: 0, numbers: 0, specials: 0, cantMatch: 0, expiresInSeconds: 0 },
    });
  });

  test('10.14 what it says is what is refused', async () => {
    const { browser } = await startUserdb({ ...AT_ONCE, passwordPolicy: { length: 12, numbers: 2 } });
    const { json } = await browser.get('/password-policy');
    expect(json).toMatchObject({ length: 12, numbers: 2 });
    expectError(await browser.post('/register', { ...ANN, password: 'zyxw wvut 42'.slice(0, 11) }), 400);
    expectError(await browser.post('/register', { ...ANN, password: 'zyxw wvut q4' }), 400);
    expectError(await browser.post('/register', { ...ANN, password: `42${'z'.repeat(Number(json?.maxBytes))}` }), 400);
    expectAccount(await browser.post('/register', { ...ANN, password: 'zyxw wvut 42' }));
  });
});
