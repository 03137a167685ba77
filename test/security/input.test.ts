// Whatever is sent: a clean 4xx or the right outcome, and the server goes on.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { milliseconds, sendAndLeave, sendRaw } from './support.ts';

const TOKEN = `${'a'.repeat(14)}${'0'.repeat(64)}`;
const NEW_PASSWORD = 'new horse new battery';

interface Door {
  path: string;
  /** A body that the endpoint understands, whether or not it grants what is asked. */
  body: Record<string, string>;
  /** Those of its fields that are looked up or kept, and that no strange character may be in. */
  texts: string[];
  takes: string[];
}

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const DOORS: Door[] = [
  { path: '/login', body: { login: 'nobody', password: PASSWORD }, texts: ['login'], takes: [JSON_TYPE, FORM] },
  {
    path: '/register',
    body: { email: 'ann@example.com', password: PASSWORD, givenName: 'Ann', surname: 'Lee' },
    texts: ['email', 'givenName', 'surname'],
    takes: [JSON_TYPE, FORM],
  },
  { path: '/verify', body: { login: 'nobody' }, texts: ['login'], takes: [JSON_TYPE, FORM] },
  { path: '/forgot', body: { email: 'nobody' }, texts: ['email'], takes: [JSON_TYPE, FORM, 'text/plain'] },
  { path: '/change', body: { sptoken: TOKEN, password: NEW_PASSWORD }, texts: ['sptoken'], takes: [JSON_TYPE, FORM] },
  { path: '/expired', body: { password: NEW_PASSWORD }, texts: [], takes: [JSON_TYPE] },
];

/** What is sent for a door; undefined where the kind does not apply to it. */
interface Sent {
  bytes: string | Buffer;
  type?: string;
  headers?: Record<string, string>;
}
type Kind = [what: string, make: (door: Door) => Sent[]];

const json = (value: unknown): Sent => ({ bytes: JSON.stringify(value) });
/** The body with one field after the other in place of what it was. */
const each = (names: string[], { body }: Door, value: unknown) => names.map((name) => json({ ...body, [name]: value }));
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const form = (text: string): Sent => ({ bytes: text, type: FORM });

const NO_TEXT: [string, unknown][] = [
  ['a number', 1],
  ['true', true],
  ['a list', ['nobody']],
  ['a list of two', ['a@example.com', 'b@example.com']],
  ['an object', { length: 3 }],
  ['an operator', { $ne: null }],
  ['an object that says it is text', { toString: 'x', valueOf: 'x' }],
];
const UNREADABLE: [string, string][] = [
  ['a null byte', 'nobody\0@example.com'],
  ['a line end', 'nobody@example.com\r\nBcc: x@example.com'],
  ['half a character', 'nobody\ud800@example.com'],
  ['the other half', '\udc00nobody@example.com'],
];

const KINDS: Kind[] = [
  [
    'INP-1 broken JSON',
    () => ['{', '{"login":', "{'login':'a'}", '{"a":1}}', '\0', '{"a":01}'].map((bytes) => ({ bytes })),
  ],
  ['INP-1 JSON that is no object', () => ['[]', '[{}]', '"text"', '1', 'null', 'true'].map((bytes) => ({ bytes }))],
  ['INP-1 nothing', () => ['', '{}', ' '].map((bytes) => ({ bytes }))],
  ['INP-2 a megabyte', ({ body }) => [json({ ...body, more: 'x'.repeat(1 << 20) })]],
  ['INP-2 two megabytes', ({ body }) => [json({ ...body, password: 'x'.repeat(2 << 20) })]],
  [
    'INP-2 a compressed bomb',
    ({ body }) => [
      {
        bytes: gzipSync(JSON.stringify({ ...body, more: '0'.repeat(50 << 20) })),
        headers: { 'Content-Encoding': 'gzip' },
      },
    ],
  ],
  [
    'INP-2 compressed bytes that are broken, or not compressed at all',
    ({ body }) => [
      { bytes: gzipSync(JSON.stringify(body)).subarray(0, 15), headers: { 'Content-Encoding': 'gzip' } },
      { bytes: JSON.stringify(body), headers: { 'Content-Encoding': 'gzip' } },
      { bytes: JSON.stringify(body), headers: { 'Content-Encoding': 'br' } },
      { bytes: JSON.stringify(body), headers: { 'Content-Encoding': 'lzma, x' } },
    ],
  ],
  [
    'INP-3 ten thousand objects in each other',
    (door) => [
      { bytes: nested(10_000) },
      { bytes: '['.repeat(100_000) },
      ...Object.keys(door.body).map((name) => ({
        bytes: `{"${name}":${nested(10_000)}}`,
      })),
      form(`a${'[a]'.repeat(10_000)}=1`),
    ],
  ],
  [
    'INP-4 JSON that is announced as something else',
    ({ body, takes }) =>
      [
        'text/plain',
        'text/html',
        'application/octet-stream',
        'multipart/form-data; boundary=x',
        'application/xml',
        'json',
      ]
        .filter((type) => !takes.includes(type))
        .map((type) => ({ bytes: JSON.stringify(body), type })),
  ],
  [
    'INP-5 a charset that nobody knows, and bytes that are no UTF-8',
    ({ body }) => [
      { bytes: JSON.stringify(body), type: 'application/json; charset=klingon' },
      { bytes: Buffer.from(JSON.stringify({ ...body, password: 'caf\u00e9 \u00e9\u00e9\u00e9\u00e9' }), 'latin1') },
      { bytes: Buffer.from('{"login":"\xc3\x28","password":"\xff"}', 'latin1') },
      { bytes: Buffer.from('login=\xff&email=\xff&password=\xff', 'latin1'), type: FORM },
    ],
  ],
  ...NO_TEXT.map(
    ([what, value]): Kind => [`INJ-3 ${what} for text`, (door) => each(Object.keys(door.body), door, value)],
  ),
  ...UNREADABLE.map(([what, value]): Kind => [`INP-5 ${what}`, (door) => each(door.texts, door, value)]),
  [
    'INP-5 half a character in a password',
    (door) => (door.body.password === undefined ? [] : [json({ ...door.body, password: 'long enough \ud800' })]),
  ],
  [
    'INP-5 ten thousand characters where a name or an address belongs',
    (door) =>
      ['/register', '/change', '/login'].includes(door.path) ? each(door.texts, door, 'x'.repeat(10_000)) : [],
  ],
  [
    'INP-6 a field that is sent twice',
    ({ body, takes }) =>
      takes.includes(FORM)
        ? Object.keys(body).flatMap((name) => [
            form(`${new URLSearchParams(body)}&${name}=another`),
            form(`${new URLSearchParams(body)}&${name}[]=another`),
            form(`${new URLSearchParams(body)}&${name}[x]=another`),
          ])
        : [],
  ],
  [
    'INP-5 a form of ten thousand fields',
    ({ body }) => [
      form(`${new URLSearchParams(body)}&${Array.from({ length: 10_000 }, (_, i) => `field${i}=1`).join('&')}`),
      form(Array.from({ length: 10_000 }, (_, i) => `field${i}=1`).join('&')),
    ],
  ],
  [
    'INJ-13 prototypes',
    ({ body }) => [
      { bytes: `{"__proto__":${JSON.stringify({ ...body, polluted: true })}}` },
      { bytes: `{"constructor":{"prototype":${JSON.stringify({ ...body, polluted: true })}}}` },
      form('__proto__[polluted]=true&__proto__[login]=a&__proto__[password]=b&constructor[prototype][polluted]=true'),
    ],
  ],
];

async function send({ url, browser }: RunningUserdb, { path }: Door, { bytes, type = JSON_TYPE, headers }: Sent) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { Accept: JSON_TYPE, 'Content-Type': type, ...(cookie && { Cookie: cookie }), ...headers },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Exactly `{status, message}`, and nothing of our insides. */
function expectRefusal({ status, headers, text }: Awaited<ReturnType<typeof send>>, what: string): void {
  expect(status, what).toBeGreaterThanOrEqual(400);
  expect(status, `${what}: ${text}`).toBeLessThan(500);
  expect(headers.get('Content-Type'), what).toBe('application/json; charset=utf-8');
  const body: unknown = JSON.parse(text);
  expect(body, what).toEqual({ status, message: expect.stringMatching(/^.{5,200}$/) });
  expect(text, what).not.toMatch(/\.[jt]s\b|node_modules|\bat \w+ \(|SELECT|select |undefined/);
}

describe.each(DOORS)('POST $path', (door) => {
  test('somebody who sends nonsense of any kind is refused, and the next one is served', async () => {
    const userdb = await startUserdb();
    const { browser, users, log } = userdb;
    const ben = await users.create();
    const signIn = async () => {
      if (door.path === '/expired') await browser.signIn(ben, PASSWORD);
    };

    for (const [what, make] of KINDS) {
      await signIn();
      for (const sent of make(door)) {
        const told = `${what}: ${sent.bytes.toString('latin1').slice(0, 80)}`;
        const took = await milliseconds(async () => expectRefusal(await send(userdb, door, sent), told));
        expect(took, told).toBeLessThan(3000);
      }
      expect((await browser.get('/login')).status, what).toBe(200);
    }

    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  }, 60_000);

  test('INP-6 the address does not stand in for the body', async () => {
    const userdb = await startUserdb();
    const { users, browser, mailbox } = userdb;
    const ben = await users.create();
    if (door.path === '/expired') await browser.signIn(ben, PASSWORD);
    const query = new URLSearchParams({ ...door.body, login: ben.email, email: ben.email, password: PASSWORD });
    query.delete('sptoken');

    expectRefusal(await send(userdb, { ...door, path: `${door.path}?${query}` }, json({})), 'a query');

    expect(await mailbox.all()).toEqual([]);
    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  });

  test('INP-7 other methods, and headers that name another method, do nothing', async () => {
    const userdb = await startUserdb();
    const { browser } = userdb;
    const headers = { 'Content-Type': JSON_TYPE };
    const body = JSON.stringify(door.body);

    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const reply = await browser.send(method, door.path, body, { headers });
      expect(reply, method).toMatchObject({ status: 405, json: { status: 405 } });
      expect(reply.headers.get('Allow'), method).toMatch(/POST/);
    }
    for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const reply = await browser.get(`${door.path}?_method=POST`, { headers: { [name]: 'POST' } });
      expect([200, 400, 404, 405], name).toContain(reply.status);
      expect(reply.json?.account, name).toBeUndefined();
    }
    const trace = await sendRaw(userdb.url, `TRACE ${door.path} HTTP/1.1\r\nHost: x\r\nCookie: a=secret\r\n\r\n`);
    expect(trace).toMatch(/^HTTP\/1.1 4\d\d/);
    expect(trace).not.toContain('secret');
    expect(await userdb.mailbox.all()).toEqual([]);
  });

  test('INP-1 INJ-3 whatever JSON somebody sends is answered with less than 500', async () => {
    const userdb = await startUserdb();
    const { users, browser } = userdb;
    const ben = await users.create();
    const names = [
      ...Object.keys(door.body),
      'login',
      'email',
      'username',
      'customData',
      'confirmPassword',
      '__proto__',
    ];
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }), fc.constant(ben.email));
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), anything, { maxKeys: 6 }),
      fc.record(Object.fromEntries(Object.keys(door.body).map((name) => [name, anything])), { requiredKeys: [] }),
    );

    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        if (door.path === '/expired') await browser.signIn(ben, PASSWORD);
        const reply = await send(userdb, door, json(body));
        if (reply.status === 200) return;
        expectRefusal(reply, JSON.stringify(body));
      }),
      { numRuns: 120 },
    );
    expect(userdb.log.filter(({ level }) => level === 'error')).toEqual([]);
  }, 60_000);
});

test('INP-5 somebody’s headers and address may be huge or strange: refused, and the next one is served', async () => {
  const { url, browser } = await startUserdb();
  const get = (target: string, ...lines: string[]) =>
    sendRaw(url, `${[`GET ${target} HTTP/1.1`, 'Host: x', 'Accept: application/json', ...lines].join('\r\n')}\r\n\r\n`);

  expect(await get('/me', `X-Long: ${'x'.repeat(100_000)}`)).toMatch(/^HTTP\/1.1 431 /);
  expect(await get(`/me?${'x'.repeat(100_000)}`)).toMatch(/^HTTP\/1.1 (414|431) /);
  expect(await get('/me', ...Array.from({ length: 3000 }, (_, i) => `X-${i}: y`))).toMatch(/^HTTP\/1.1 4\d\d /);
  const targets = [
    ...[
      '/me/%',
      '/login/%E0%A4%A',
      '/verify?sptoken=%',
      '/verify?sptoken=%ED%A0%80',
      '/change?sptoken=%00',
      '/login?%5B=%5D',
    ],
    ...[
      '/login?__proto__[x]=1&constructor[prototype][x]=1',
      '/login?a[a][a][a][a][a][a][a]=1',
      '*',
      '/\\login',
      '/%00',
    ],
  ];
  for (const target of targets) {
    expect(await get(target), target).toMatch(/^HTTP\/1.1 (200|4\d\d) /);
  }
  for (const accept of ['*/*;q=x', 'text/html;level=1;q=', ',,,', 'x'.repeat(10_000), 'a/b/c', '\xff']) {
    expect(await sendRaw(url, `GET /login HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\n\r\n`), accept).toMatch(
      /^HTTP\/1.1 (200|4\d\d) /,
    );
  }
  expect((await browser.get('/login')).status).toBe(200);
});

test('INP-8 somebody who sends broken HTTP is cut off, and the next one is served', async () => {
  const { url, browser, users, log } = await startUserdb();
  const ben = await users.create();
  const body = '{"login":"a","password":"b"}';
  const post = (...lines: string[]) => `POST /login HTTP/1.1\r\nHost: x\r\n${lines.join('\r\n')}\r\n\r\n`;
  const broken = [
    'nonsense\r\n\r\n',
    '\0\0\0\0\r\n\r\n',
    'GET /me HTTP/9.9\r\nHost: x\r\n\r\n',
    'GET  /me HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /me HTTP/1.1\r\n\r\n',
    'GET /me HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
    'GET /me HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n',
    'GET /me HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
    'GET /me HTTP/1.1\nHost: x\n\n',
    `${post('Content-Type: application/json', 'Content-Length: -1')}${body}`,
    `${post('Content-Type: application/json', 'Content-Length: 5', 'Content-Length: 6')}${body}`,
    `${post('Content-Type: application/json', 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    `${post('Content-Type: application/json', 'Transfer-Encoding: chunked, identity')}0\r\n\r\n`,
    `${post('Content-Type: application/json', 'Transfer-Encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`,
  ];

  for (const bytes of broken) {
    const told = JSON.stringify(bytes.slice(0, 90));
    const answer = await sendRaw(url, bytes);
    expect(answer, told).toMatch(/^HTTP\/1.1 (4\d\d|505) /);
    expect(answer, told).not.toMatch(/node_modules|\bat \w+ \(/);
    expect((await browser.get('/login')).status, told).toBe(200);
  }
  for (const half of [
    'POST /log',
    `${post('Content-Type: application/json', 'Content-Length: 400')}{"login":`,
    `${post('Content-Type: application/json', 'Transfer-Encoding: chunked')}5\r\n{"l`,
  ]) {
    await sendAndLeave(url, half);
  }

  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  expect(log.filter(({ level }) => level === 'error')).toEqual([]);
});
