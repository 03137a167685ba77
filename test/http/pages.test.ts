// Which addresses bring a browser the page of the single-page app, and what that page is told.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { startServer } from '../../server/server.ts';
import { expectPage, expectPassedOn, fallback, NAVIGATION, pageFile } from '../contract/wire.ts';
import { Browser, type Reply } from '../support/browser.ts';
import { startUserdb } from '../support/startUserdb.ts';

/** The program, as `npm run serve` starts it. */
async function standalone(options: Options = {}): Promise<Browser> {
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    surroundings: { env: { NODE_ENV: 'test' } },
    options: {
      database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
      logger: { error() {}, info() {}, debug() {} },
      ...options,
      spa: { index: await pageFile(), ...options.spa },
    },
  });
  onTestFinished(() => server.stop());
  return new Browser(server.url.replace('localhost', '127.0.0.1'));
}

const inLibrary = async (options: Options = {}) =>
  (await startUserdb({ ...options, spa: { enabled: true, index: await pageFile() } }, { routes: fallback })).browser;

const open = (browser: Browser, path: string) => browser.get(path, { accept: NAVIGATION });

/** What a page is told by that name. */
function told({ text }: Reply, name: string): unknown {
  const content = new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(text)?.[1] ?? 'null';
  return JSON.parse(content.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))));
}

describe('the standalone server', () => {
  test.each([
    ...['/', '/login', '/forgot', '/welcome', '/welcome?sptoken=x', '/account', '/account/', '/admin', '/admin/'],
    ...['/admin/users?q=ann&page=2', '/admin/users/some-id', '/admin/accounts', '/admin/roles', '/admin/import'],
    ...['/admin/events', '/admin/events?type=login.failed'],
  ])('sends the page to a browser that opens %s', async (path) => {
    expectPage(await open(await standalone(), path));
  });

  test.each(['/administrator', '/accounts', '/users', '/account/x', '/nowhere', '/events'])(
    'sends it with 404 at %s, where there is nothing',
    async (path) => {
      const reply = await open(await standalone(), path);
      expect([reply.status, reply.headers.get('Content-Type')]).toEqual([404, expect.stringContaining('text/html')]);
    },
  );

  test('sends JSON to programs there, and leaves the endpoints beside them alone', async () => {
    const browser = await standalone();
    for (const path of ['/admin/users', '/account'])
      expect((await browser.get(path)).json).toMatchObject({ status: 404 });
    for (const path of ['/users/list', '/accounts/list', '/roles/list', '/events/list']) {
      expect((await browser.post(path, {})).status, path).toBe(401);
      expect((await open(browser, path)).status, path).toBe(405);
    }
    expect((await browser.get('/me/sessions')).status).toBe(401);
  });

  test('keeps an endpoint where the operator has moved it, below /admin too', async () => {
    const browser = await standalone({ endpoints: { users: { uri: '/admin/people' } } });
    expect((await browser.post('/admin/people/list', {})).status).toBe(401);
    expectPage(await open(browser, '/admin/people'));
  });

  test('has no pages where spa.enabled is false', async () => {
    const browser = await standalone({ spa: { enabled: false } });
    for (const path of ['/account', '/admin/users', '/.well-known/change-password']) {
      expect((await open(browser, path)).status, path).toBe(404);
    }
  });
});

describe('an application with a page of its own', () => {
  test('keeps the addresses that are no endpoints', async () => {
    const browser = await inLibrary();
    for (const path of ['/', '/account', '/admin', '/admin/users']) expectPassedOn(await open(browser, path));
  });
});

describe('/.well-known/change-password', () => {
  test('leads to where people change their password', async () => {
    for (const browser of [await standalone(), await inLibrary()]) {
      const reply = await open(browser, '/.well-known/change-password');
      expect([reply.status, reply.headers.get('Location')]).toEqual([302, '/account']);
    }
    const below = await inLibrary({ basePath: '/auth' });
    expect((await open(below, '/.well-known/change-password')).headers.get('Location')).toBe('/auth/account');
  });

  test('is the application’s where spa.enabled is false', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expectPassedOn(await open(browser, '/.well-known/change-password'));
  });
});

describe('the page is told', () => {
  test('what is on, and what the role is called that may do everything', async () => {
    const usual = await open(await standalone(), '/login');
    expect(told(usual, 'userdb-features')).toStrictEqual({
      register: false,
      forgot: true,
      verify: false,
      expired: false,
      welcome: true,
      users: true,
      events: true,
      superAdmin: 'super-admin',
    });

    const other = await standalone({
      'super-admin': 'the "root"',
      endpoints: { register: { enabled: true }, events: { enabled: false }, users: { enabled: false } },
    });
    expect(told(await open(other, '/login'), 'userdb-features')).toMatchObject({
      ...{ register: true, events: false, users: false, superAdmin: 'the "root"' },
    });
  });

  test('where the endpoints are, those that are off too', async () => {
    const users = { exampleUri: '/staff.csv' };
    const browser = await standalone({ endpoints: { events: { uri: '/trail', enabled: false }, users } });
    expect(told(await open(browser, '/login'), 'userdb-endpoints')).toMatchObject({
      events: '/trail',
      me: '/me',
      usersExample: '/staff.csv',
    });
  });
});
