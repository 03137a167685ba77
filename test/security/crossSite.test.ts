// Another site's page changes nothing here with somebody's cookie.
import { describe, expect, test } from 'vitest';
import type { Browser, PostOptions } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const NEW_PASSWORD = 'new horse new battery';
const CROSS_SITE = { status: 403, json: { status: 403 } };

/** What browsers say of a request that another site's page makes. */
function foreign(url: string): [what: string, headers: Record<string, string>][] {
  const { host, hostname, port } = new URL(url);
  const otherPort = Number(port) === 65535 ? 1 : Number(port) + 1;
  return [
    ['Fetch Metadata alone', { 'Sec-Fetch-Site': 'cross-site' }],
    ['an origin alone', { Origin: 'https://evil.example' }],
    ['both', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['a sandboxed frame', { Origin: 'null' }],
    ['a sandboxed frame with Fetch Metadata', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
    ['an origin that begins like ours', { Origin: `http://${hostname}.evil.example:${port}` }],
    ['an origin that ends like ours', { Origin: `http://evil${host}` }],
    ['an origin with our name before an @', { Origin: `http://${host}@evil.example` }],
    ['an origin with our name in its path', { Origin: `http://evil.example/${host}` }],
    ['another port', { Origin: `http://${hostname}:${otherPort}` }],
    ['no URL at all', { Origin: 'evil' }],
    ['nothing', { Origin: '' }],
    ['two origins', { Origin: `${url} https://evil.example` }],
    ['an extension', { Origin: 'chrome-extension://abcdefgh' }],
    ['a file', { Origin: 'file://' }],
  ];
}

const BODY = JSON.stringify({ password: NEW_PASSWORD });
/** The requests that would change something, in the ways that a page can make them. */
const REQUESTS: [what: string, path: string, body: string | undefined, type: string | undefined][] = [
  ['a form to /logout', '/logout', '', 'application/x-www-form-urlencoded'],
  ['an empty POST to /logout', '/logout', undefined, undefined],
  ['JSON to /expired', '/expired', BODY, 'application/json'],
  ['JSON as text to /expired', '/expired', BODY, 'text/plain'],
  ['a form to /expired', '/expired', `password=${NEW_PASSWORD}`, 'application/x-www-form-urlencoded'],
  ['a multipart form to /expired', '/expired', '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'],
];

const post = (browser: Browser, path: string, body: string | undefined, options: PostOptions) =>
  browser.post(path, body, options);

test('CSR-1 another site’s page changes nothing with somebody’s cookie', async () => {
  const { url, browser, users } = await startUserdb();
  const ben = await users.create();
  await browser.signIn(ben, PASSWORD);

  for (const [from, headers] of foreign(url)) {
    for (const [what, path, body, type] of REQUESTS) {
      for (const accept of ['application/json', 'text/html', '*/*']) {
        const reply = await post(browser, path, body, { accept, headers, ...(type && { type }) });
        expect(reply.status, `${from}: ${what}: ${accept}`).toBeGreaterThanOrEqual(400);
      }
    }
  }

  // The cookie is still there, and so is what it stands for.
  expect(await browser.get('/me')).toMatchObject({ status: 200 });
  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
});

test('CSR-1 another site’s page sends nobody mail, registers nobody and uses no link', async () => {
  const { url, browser, users, mailbox } = await startUserdb();
  const ben = await users.create();
  await browser.post('/forgot', { email: ben.email });
  const sptoken = await mailbox.tokenTo(ben, 'Reset your password');
  const ann = { email: 'ann@example.com', password: PASSWORD, givenName: 'Ann', surname: 'Lee' };

  for (const [from, headers] of foreign(url)) {
    expect(await browser.post('/forgot', { email: ben.email }, { headers }), from).toMatchObject(CROSS_SITE);
    const asText = { headers, type: 'text/plain' };
    expect(await browser.post('/forgot', { email: ben.email }, asText), from).toMatchObject(CROSS_SITE);
    expect(await browser.post('/verify', { login: ben.email }, { headers }), from).toMatchObject(CROSS_SITE);
    expect(await browser.post('/register', ann, { headers }), from).toMatchObject(CROSS_SITE);
    expect(await browser.post('/change', { sptoken, password: NEW_PASSWORD }, { headers }), from).toMatchObject(
      CROSS_SITE,
    );
  }

  expect(await mailbox.all()).toHaveLength(1);
  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
});

test('CSR-2 opening /logout, however often and by whatever page, signs nobody out', async () => {
  const { browser, users } = await startUserdb();
  await browser.signIn(await users.create(), PASSWORD);

  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
    for (const accept of ['application/json', 'text/html', '*/*', 'image/avif,image/webp,*/*']) {
      const reply = await browser.send(method, '/logout', undefined, { accept });
      expect(reply.status, `${method} ${accept}`).toBeLessThan(500);
    }
  }
  expect(await browser.get('/me')).toMatchObject({ status: 200 });
});

test('CSR-3 another site’s page signs nobody in under its own name', async () => {
  const { url, browser, users } = await startUserdb();
  const mallory = await users.create();

  for (const [from, headers] of foreign(url)) {
    const credentials = { login: mallory.email, password: PASSWORD };
    expect(await browser.post('/login', credentials, { headers }), from).toMatchObject(CROSS_SITE);
    expect(await browser.form('/login', credentials, { headers }), from).toMatchObject(CROSS_SITE);
    expect((await browser.form('/login', credentials, { headers, accept: 'text/html' })).status).not.toBe(200);
  }
  expect(browser.cookies.size).toBe(0);
});

describe('CORS', () => {
  const ALLOWED = 'https://app.example.com';

  test('CSR-4 a page of another origin may read nothing, with or without a preflight', async () => {
    const { url, browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);

    for (const [from, headers] of foreign(url)) {
      for (const path of ['/me', '/login', '/register', '/password-policy']) {
        const reply = await browser.get(path, { headers });
        const allowed = [...reply.headers.keys()].filter((name) => name.startsWith('access-control-'));
        expect(allowed, `${from}: ${path}`).toEqual([]);
      }
      const asked = { ...headers, 'Access-Control-Request-Method': 'POST' };
      const preflight = await browser.send('OPTIONS', '/login', undefined, { headers: asked });
      expect(preflight.headers.get('Access-Control-Allow-Origin'), from).toBeNull();
    }
  });

  test('CSR-4 a page of an allowed origin may, one that looks like it may not', async () => {
    const { browser, users } = await startUserdb({ cors: { allowedOrigins: [ALLOWED] } });
    const ben = await users.create();
    const credentials = { login: ben.email, password: PASSWORD };

    const reply = await browser.post('/login', credentials, { headers: { Origin: ALLOWED } });
    expect(reply).toMatchObject({ status: 200 });
    expect(reply.headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
    expect(reply.headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(reply.headers.get('Vary')).toMatch(/\bOrigin\b/);

    const lookAlikes = [
      `${ALLOWED}.evil.example`,
      ALLOWED.toUpperCase(),
      'http://app.example.com',
      `${ALLOWED}:444`,
      'https://evilapp.example.com',
      'https://app.example.com@evil.example',
      `${ALLOWED}/`,
      'null',
    ];
    for (const origin of lookAlikes) {
      const refused = await browser.post('/login', credentials, { headers: { Origin: origin } });
      expect(refused, origin).toMatchObject(CROSS_SITE);
      expect(refused.headers.get('Access-Control-Allow-Origin'), origin).toBeNull();
    }
  });

  test('CSR-4 a preflight of an allowed origin tells what is allowed, and nothing about the server', async () => {
    const { browser } = await startUserdb({ cors: { allowedOrigins: [ALLOWED] } });
    const headers = { Origin: ALLOWED, 'Access-Control-Request-Method': 'POST' };

    const reply = await browser.send('OPTIONS', '/login', undefined, { headers });

    expect(reply).toMatchObject({ status: 204, text: '' });
    expect(reply.headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
    expect(reply.headers.get('Access-Control-Allow-Methods')).toBe('GET, POST, OPTIONS');
    expect(reply.headers.get('X-Powered-By')).toBeNull();
    expect(reply.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

test('CSR-5 the own page, and programs that say nothing of an origin, can do everything', async () => {
  const baseUrl = 'https://accounts.example.com';
  const { url, browser, users } = await startUserdb({ baseUrl });
  const ben = await users.create();
  const credentials = { login: ben.email, password: PASSWORD };
  const own = [
    {},
    { Origin: url },
    { Origin: url, 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'none' },
    // A proxy may call this server by another name than people do.
    { Origin: baseUrl, 'Sec-Fetch-Site': 'same-origin' },
  ] as Record<string, string>[];

  for (const headers of own) {
    const what = JSON.stringify(headers);
    expect(await browser.post('/login', credentials, { headers }), what).toMatchObject({ status: 200 });
    expect(await browser.post('/logout', undefined, { headers }), what).toMatchObject({ status: 200 });
    expect(await browser.form('/login', credentials, { headers }), what).toMatchObject({ status: 200 });
  }
});
