// What strangers type stays text: in the database, in mails, in redirects, in the log.
import { request } from 'node:http';
import { type Application, json as expressJson } from 'express';
import { describe, expect, test } from 'vitest';
import { serve } from '../resilience/serve.ts';
import { startSmtp } from '../setup/smtp.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { databaseFile, sendRaw } from './support.ts';

const FORM = { password: PASSWORD, givenName: 'Ann', surname: 'Lee' };

describe('the database', () => {
  test('INJ-1 somebody’s quotes, comments and wildcards are text in every field', async () => {
    const database = databaseFile();
    const { browser, users } = await startUserdb({
      ...database.options,
      endpoints: { register: { verify: false, form: { fields: { username: { enabled: true, required: false } } } } },
    });
    const ben = await users.create();
    const nasty = [
      "' or '1'='1",
      "'; drop table users; --",
      '%',
      '_',
      '" or ""="',
      '\\',
      '?',
      ':id',
      '$1',
      '`x`',
      '/*',
    ];

    for (const text of nasty) {
      expect(await browser.post('/login', { login: text, password: text }), text).toMatchObject({ status: 400 });
      expect(await browser.post('/login', { login: `${ben.email}${text}`, password: PASSWORD })).toMatchObject({
        status: 400,
      });
      expect(await browser.post('/login', { login: ben.email, password: text }), text).toMatchObject({ status: 400 });
      expect(await browser.post('/forgot', { email: text }), text).toMatchObject({ status: 200 });
      expect(await browser.post('/change', { sptoken: text, password: PASSWORD }), text).toMatchObject({ status: 404 });
      const headers = { 'User-Agent': text, realm: text };
      expect(await browser.post('/login', { login: 'nobody', password: text }, { headers })).toMatchObject({
        status: 400,
      });
      const email = `ann${nasty.indexOf(text)}@example.com`;
      const named = { ...FORM, email, givenName: text, surname: text, username: text.replace(/[@\s]/g, '.') };
      expect(await browser.post('/register', named), text).toMatchObject({
        status: 200,
        json: { account: { givenName: text, surname: text } },
      });
      expect(await browser.signIn({ email }, PASSWORD)).toMatchObject({ status: 200 });
      expect(await browser.get('/me')).toMatchObject({ json: { account: { givenName: text } } });
    }
    expect(database.rows('select count(*) as users from users')).toEqual([{ users: nasty.length + 1 }]);
  });

  test('INJ-3 lists and objects for text change no condition, also after the application’s own parser', async () => {
    const before = (app: Application) => void app.use(expressJson({ strict: false }));
    const { browser, users, mailbox } = await startUserdb({}, { before });
    const ben = await users.create();
    const values: unknown[] = [
      [ben.email],
      { 'users.email': 1 },
      { $gt: '' },
      [[ben.email]],
      true,
      1,
      { toString: 'x' },
    ];

    for (const value of values) {
      const what = JSON.stringify(value);
      expect(await browser.post('/login', { login: value, password: PASSWORD }), what).toMatchObject({ status: 400 });
      expect(await browser.post('/login', { login: ben.email, password: value }), what).toMatchObject({ status: 400 });
      expect(await browser.post('/forgot', { email: value }), what).toMatchObject({ status: 400 });
      expect(await browser.post('/verify', { login: value }), what).toMatchObject({ status: 400 });
      expect(await browser.post('/change', { sptoken: value, password: PASSWORD }), what).toMatchObject({
        status: 400,
      });
      expect(await browser.post('/register', { ...FORM, email: value }), what).toMatchObject({ status: 400 });
    }
    for (const body of ['[]', '1', '"text"', 'null', 'true']) {
      expect(await browser.post('/login', body), body).toMatchObject({ status: 400 });
    }
    expect(await mailbox.all()).toEqual([]);
  });

  test('INJ-13 nobody’s registration reaches a prototype, or a field that is not asked for', async () => {
    const field = { enabled: true, visible: true, label: 'Color', placeholder: '', required: false, type: 'text' };
    const { browser } = await startUserdb({
      endpoints: { register: { verify: false, form: { fields: { color: field } } } },
    });
    const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'status', 'id', 'roles'];
    const texts = names.flatMap((name) => [
      `{"${name}":"x"}`,
      `{"customData":{"${name}":"x"}}`,
      `{"customData.${name}":"x"}`,
      `{"${name}":{"polluted":"x","status":"ENABLED","enabled":true}}`,
      `{"customData":{"${name}":{"polluted":"x"}}}`,
    ]);

    for (const text of texts) {
      const sent = `{${JSON.stringify({ ...FORM, email: 'ann@example.com' }).slice(1, -1)},${text.slice(1)}`;
      expect(await browser.post('/register', sent), text).toMatchObject({ status: 400 });
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const good = { ...FORM, email: 'ann@example.com', customData: { color: '__proto__' } };
    expect(await browser.post('/register', good)).toMatchObject({
      status: 200,
      json: { account: { customData: { color: '__proto__' } } },
    });
  });
});

describe('mail', () => {
  test('INJ-4 a reset request that names two people mails no stranger', async () => {
    const { browser, users, mailbox, url } = await startUserdb();
    const [ben, mallory] = [await users.create(), await users.create()];
    const [b, m] = [ben.email, mallory.email];

    for (const email of [[b, m], { 0: b, 1: m }, { email: b, cc: m }]) {
      expect((await browser.post('/forgot', { email })).status).toBe(400);
    }
    for (const text of [`${b},${m}`, `${b};${m}`, `${b} ${m}`, `<${m}>${b}`, `${m}\n${b}`, `"${b}" <${m}>`]) {
      expect((await browser.post('/forgot', { email: text })).status, text).toBeLessThan(500);
    }
    const type = 'application/x-www-form-urlencoded';
    for (const text of [`email[]=${b}&email[]=${m}`, `email=${b}&email=${m}`, `email[a]=${b}&email[b]=${m}`]) {
      expect((await browser.post('/forgot', text, { type })).status, text).toBe(400);
    }
    expect(await sendRaw(url, 'POST /forgot HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n')).toMatch(/ 400 /);

    expect(await mailbox.all()).toEqual([]);
  });

  test('INJ-5 mail goes to the address that is stored, never to the one that was typed', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const mike = await users.create({ email: 'mike@example.com', username: 'mike' });
    // A dotless ı, Cyrillic letters, and a domain with a look-alike.
    const twins = ['m\u0131ke@example.com', 'm\u0456ke@example.com', 'mike@ex\u0430mple.com', 'mike@example.co'];
    const spellings = ['MI\u212aE@EXAMPLE.COM', 'ｍｉｋｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', ' mike@example.com ', 'Mike'];

    for (const email of twins) expect((await browser.post('/forgot', { email })).status).toBe(200);
    expect(await mailbox.all()).toEqual([]);

    for (const email of spellings) expect((await browser.post('/forgot', { email })).status).toBe(200);
    const recipients = new Set((await mailbox.all()).map(({ to }) => to));
    expect(recipients).toEqual(new Set([mike.email]));
  });

  test('INJ-5 nobody registers an address or a user name that another may be taken for', async () => {
    const { browser, users } = await startUserdb({
      endpoints: { register: { verify: false, form: { fields: { username: { enabled: true, required: false } } } } },
    });
    await users.create({ email: 'mike@example.com', username: 'mike' });
    const register = (more: object) => browser.post('/register', { ...FORM, ...more });

    for (const email of ['MIKE@example.com', 'mi\u212ae@example.com', 'm\u0131ke@example.com', 'ｍike@example.com']) {
      expect([400, 409], email).toContain((await register({ email })).status);
    }
    for (const username of [
      'MIKE',
      ' mike ',
      'mi\u212ae',
      'ｍｉｋｅ',
      'mike@example.com',
      'someone＠example.com',
      'a b',
    ]) {
      expect([400, 409], username).toContain((await register({ email: 'ann@example.com', username })).status);
    }
  });

  test('INJ-6 nobody registers an address that a mail server could read as another', async () => {
    const smtp = await startSmtp();
    const { browser } = await startUserdb({ smtp: { options: smtp.options } });
    const odd = [
      '"ann@evil.example"@example.com',
      '"ann lee"@example.com',
      'ann@example.com,ben@evil.example',
      'ann@example.com;ben@evil.example',
      'group:ann@example.com,ben@evil.example;',
      'Ann <ann@example.com>',
      '<ann@example.com>',
      'ann@example.com\r\nBcc: ben@evil.example',
      'ann@example.com\nTo: ben@evil.example',
      'ann@example.com\0@evil.example',
      'ann@evil.example@example.com',
      'ann(comment)@example.com',
      'ann@[127.0.0.1]',
      'ann@example..com',
      'ann@-example.com',
      'ann@exam ple.com',
      'ann@example.com>',
      '@example.com',
      'ann@',
      'ann',
      `${'a'.repeat(65)}@example.com`,
      `ann@${'a'.repeat(200)}.com`,
      'ann@ｅxample.com',
      'ann＠example.com',
      'an\u2028n@example.com',
    ];

    for (const email of odd) {
      expect(await browser.post('/register', { ...FORM, email }), email).toMatchObject({ status: 400 });
      expect((await browser.post('/forgot', { email })).status, email).toBeLessThan(500);
    }
    const fine = "o'brien+%tag!#$&*/=?^_`{|}~-@sub.example.com";
    expect(await browser.post('/register', { ...FORM, email: fine })).toMatchObject({ status: 200 });
    const [mail] = await smtp.waitFor(1);
    expect(mail?.headers.get('to')).toContain(fine);
    expect(smtp.mails).toHaveLength(1);
  });

  test('INJ-7 INJ-8 whatever somebody is called is text in mails: templates, HTML, and O’Brien', async () => {
    const names = [
      ['<%= 7 * 7 %>', '<% process.exit(1) %>'],
      ['<%- include("../../package.json") %>', '%> <%= user.email'],
      ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>'],
      ['"><a href="https://evil.example">', '&amp; & &lt;'],
      ["Miles O'Brien", 'Tom & Jerry'],
      // Lines that begin like headers cannot be sent at all; what only looks like one can.
      ['Bcc: ben@evil.example', '=?utf-8?Q?x?='],
    ];
    const { browser, mailbox } = await startUserdb();

    for (const [i, [givenName = '', surname = '']] of names.entries()) {
      const email = `ann${i}@example.com`;
      expect(await browser.post('/register', { ...FORM, email, givenName, surname })).toMatchObject({ status: 200 });
      const { text, html, subject, to } = await mailbox.to({ email }, 'Please verify your account');

      expect(text).toContain(`Hello ${givenName} ${surname},`);
      expect([subject, to]).toEqual(['Please verify your account', email]);
      for (const markup of ['<script', '<img src=x', 'href="https://evil.example"', '<%']) {
        expect(html, markup).not.toContain(markup);
      }
      const escaped = (name: string) => name.replace(/[&<>"']/g, (c) => `&#${c === '&' ? 38 : c.charCodeAt(0)};`);
      const shown = html.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => {
        const character = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? '';
        return `&#${character.charCodeAt(0)};`;
      });
      expect(shown, givenName).toContain(`${escaped(givenName)} ${escaped(surname)}`);
      expect(text + html).not.toContain('"dependencies"');
    }
  });

  test('INJ-6 INJ-8 a name or a subject with line ends adds no header to a mail', async () => {
    const smtp = await startSmtp();
    const { browser, users } = await startUserdb({
      smtp: { options: smtp.options },
      email: { forgotPassword: { subject: 'Reset\r\nBcc: ben@evil.example' } },
    });
    const ann = await users.create({ givenName: 'Ann\r\nBcc: ben@evil.example', email: 'ann@example.com' });

    await browser.post('/forgot', { email: ann.email });

    const [mail] = await smtp.waitFor(1);
    expect(mail?.to).toEqual([ann.email]);
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.headers.get('subject')).toContain('Reset');
  });
});

describe('addresses', () => {
  test('INJ-9 no header of a request gets into the link of a mail', async () => {
    const { url, users, mailbox } = await startUserdb({ trustProxy: true, baseUrl: 'https://app.example.com' });
    const ben = await users.create();
    const body = JSON.stringify({ email: ben.email });
    const headers = {
      Host: 'evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'ftp',
      'X-Original-Host': 'evil.example',
      Forwarded: 'host=evil.example;proto=http',
      Referer: 'https://evil.example/',
      'Content-Type': 'application/json',
      'Content-Length': body.length,
    };

    const status = await new Promise((resolve, reject) => {
      const sent = request(`${url}/forgot`, { method: 'POST', headers }, (res) => resolve(res.resume().statusCode));
      sent.on('error', reject).end(body);
    });

    expect(status).toBe(200);
    const { text, html } = await mailbox.to(ben, 'Reset your password');
    expect(text).toMatch(/^https:\/\/app\.example\.com\/change\?sptoken=[\w-]+$/m);
    expect(text + html).not.toContain('evil.example');
  });

  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\nSet-Cookie: a=b',
    '\t//evil.example',
    ' //evil.example',
    'evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'http:evil.example',
    '/a\\..\\\\evil.example',
    '/\0/evil.example',
    '',
    '?x',
    '#x',
  ];

  test('INJ-10 nobody is led to another site by ?next=', async () => {
    const { url, browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);

    for (const next of elsewhere) {
      const address = `/logout?next=${encodeURIComponent(next)}`;
      const reply = await browser.post(address, undefined, { accept: 'text/html' });
      expect(reply, next).toMatchObject({ status: 302 });
      expect(reply.headers.get('Location'), next).toBe('/');
      expect(reply.headers.has('Set-Cookie'), next).toBe(next === elsewhere[0]);
    }
    for (const query of ['next=/a&next=//evil.example', 'next[]=//evil.example', 'next[a]=/b']) {
      const reply = await browser.post(`/logout?${query}`, undefined, { accept: 'text/html' });
      expect(reply.headers.get('Location'), query).toBe('/');
    }
    const home = await browser.post('/logout?next=%2Fpatients%3Fward%3D1%23bed', undefined, { accept: 'text/html' });
    expect(home.headers.get('Location')).toBe('/patients?ward=1#bed');
    expect(new URL(home.headers.get('Location') ?? '', url).origin).toBe(url);
  });

  test('INJ-10 the way back from the sign-in page is the path that was asked for, and no other host', async () => {
    const { url } = await startUserdb();
    for (const target of ['/me', '/me?x=//evil.example', '/me?x=%0d%0aSet-Cookie:%20a=b', `/ME?"<script>`]) {
      const answer = await sendRaw(
        url,
        `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
      );
      expect(answer, target).toMatch(/^HTTP\/1.1 302 /);
      expect(answer, target).toMatch(/\r\nLocation: \/login\?next=%2F[\w%.!~*'()-]+\r\n/);
      expect(answer, target).not.toMatch(/\r\nSet-Cookie/);
    }
  });

  test('INJ-10 somebody whose ?next= is in another script is led there, and the server goes on', async () => {
    const server = await serve();

    for (const next of ['/日本', '/ä', '/\u{1f600}', '/%E6%97%A5']) {
      const answer = await fetch(`${server.url}/logout?next=${encodeURIComponent(next)}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Accept: 'text/html' },
      }).catch((error: unknown) => error);
      expect(answer, next).toBeInstanceOf(Response);
      const { status, headers } = answer as Response;
      expect(status, next).toBe(302);
      expect(headers.get('Location'), next).toMatch(/^\/[\x21-\x7e]*$/);
    }
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  test('INJ-12 no answer becomes a script', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);

    for (const path of ['/me', '/login', '/register', '/password-policy', '/change']) {
      for (const name of ['callback', 'jsonp', 'cb']) {
        const reply = await browser.get(`${path}?${name}=alert`, { accept: '*/*' });
        expect(reply.text, path).not.toContain('alert');
        expect(reply.headers.get('Content-Type'), path).toBe('application/json; charset=utf-8');
        expect(reply.headers.get('X-Content-Type-Options'), path).toBe('nosniff');
      }
    }
  });
});

test('INJ-14 nobody writes a line of the log', async () => {
  const server = await serve({ debug: true, debugEndpoints: true });
  const forged = '\n2030-01-01T00:00:00.000Z info UserDB: login.succeeded {"userId":"forged"}\r\u2028\u001b[2J';
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  const agent = { 'User-Agent': 'x %0A forged', Referer: 'https://x/%0Aforged' };
  await post('/login', { login: forged, password: forged }, agent);
  await post('/login', { login: 'nobody', password: forged, [forged]: forged }, agent);
  await post(`/login?${encodeURIComponent(forged)}=${encodeURIComponent(forged)}`, {}, agent);
  await post(`/login/${encodeURIComponent(forged)}`, {}, agent);
  await post('/forgot', { email: forged }, agent);
  await server.stop();

  const lines = server.stderr().trimEnd().split('\n');
  for (const line of lines) {
    const isOurs = /^\d{4}-\d\d-\d\dT[\d:.]+Z (info|warn|error|debug) UserDB: /.test(line);
    expect(isOurs || /^userdb listens on http/.test(line), line).toBe(true);
    expect(line).not.toMatch(/^2030|\p{Cc}|"forged"/u);
  }
});
