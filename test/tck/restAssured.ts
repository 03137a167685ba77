// What Stormpath's test kit sends, byte for byte where it matters (RestAssured 2.8), and the server it asks for.
import { randomUUID } from 'node:crypto';
import type { Application } from 'express';
import { expect } from 'vitest';
import { merge } from '../../server/config/merge.ts';
import type { Options } from '../../server/config/schema.ts';
import { cookieIn, expectAccount, fallback, LATIN1_FORM, raw } from '../contract/wire.ts';
import type { Reply } from '../support/browser.ts';
import { type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

/** The raw HMAC key that the kit verifies access tokens with. */
export const JWT_SIGNING_KEY = 'the signing key of the test kit';

/** The kit's server: JSON first, nobody verifies, nothing is expanded, strangers choose API keys, no limits. */
const PROFILE: Options = {
  produces: ['application/json', 'text/html'],
  spa: { enabled: false },
  endpoints: {
    register: { enabled: true, autoLogin: false, allowApiKeysInCustomData: true },
    verify: { enabled: false },
    expired: { enabled: false },
    me: { expand: { groups: false, customData: false } },
    oauth: { enabled: true },
  },
  oauth2: { signingKey: JWT_SIGNING_KEY, accessTokenTtl: 3600 },
  disableAccountAfterFailedLoginAttempts: 0,
};

/** RestAssured's content types, as they go into headers. */
const ACCEPT = { JSON: 'application/json, application/javascript, text/javascript', HTML: 'text/html' };
const CONTENT_TYPE = { JSON: 'application/json; charset=UTF-8', URLENC: LATIN1_FORM };
const UNTYPED_BODY = 'text/plain; charset=ISO-8859-1';

export interface TckRequest {
  /** `accept(JSON)` or `accept(HTML)`; any type without it. `header("Accept", JSON)` goes into `headers`. */
  accept?: 'JSON' | 'HTML';
  contentType?: 'JSON' | 'URLENC';
  /** `body(map)`: sent as JSON text, whatever the content type. */
  body?: object;
  /** `param(…)`: a form on POST, a query on GET. ASCII only. */
  params?: Record<string, string>;
  /** `cookies(map)`: all in one header. */
  cookies?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface TckAccount {
  email: string;
  /** Taken to be the address. */
  username: string;
  password: string;
  givenName: string;
  surname: string;
}

export interface Tck extends RunningUserdb {
  send(method: string, path: string, request?: TckRequest): Promise<Reply>;
  /** Registers an account as the kit does, with customData where a test has API keys in it. */
  createAccount(customData?: Record<string, string>): Promise<TckAccount>;
  /** Signs an account in by JSON; the cookies of the answer. */
  createSession(account: TckAccount): Promise<Record<string, string>>;
}

/** Starts the kit's server (contract, 9.4); `options` for a test that needs another one. */
export async function startTck(options: Options = {}): Promise<Tck> {
  const running = await startUserdb(merge(PROFILE, options) as Options, { routes });
  const send = (method: string, path: string, request: TckRequest = {}) =>
    raw(running.url, { method, ...wired(method, path, request) });

  return {
    ...running,
    send,
    async createAccount(customData) {
      const account = newAccount();
      const { username: _, ...fields } = account;
      const body = { ...fields, ...(customData && { customData }) };
      expectAccount(await send('POST', '/register', { accept: 'JSON', contentType: 'JSON', body }));
      return account;
    },
    async createSession({ email, password }) {
      const body = { login: email, password };
      return cookiesOf(await send('POST', '/login', { accept: 'JSON', contentType: 'JSON', body }));
    },
  };
}

/** An account that nobody has registered yet. */
export function newAccount(): TckAccount {
  const email = `fooemail-${randomUUID()}@testmail.stormpath.com`;
  const [givenName, surname] = [`GivenName-${randomUUID()}`, `Surname-${randomUUID()}`];
  return { email, username: email, password: 'P@sword123!', givenName, surname };
}

/** All cookies that an answer sets. */
export function cookiesOf(reply: Reply): Record<string, string> {
  const names = reply.headers.getSetCookie().map((line) => line.slice(0, line.indexOf('=')));
  return Object.fromEntries(names.map((name) => [name, cookieIn(reply, name)?.value ?? '']));
}

/** "DoesNotHandle…": any answer but 200 and 500. */
export function expectNotHandled(reply: Reply): void {
  expect(reply.status, reply.text).not.toBe(200);
  expect(reply.status, reply.text).not.toBe(500);
}

/** "Deleted": the answer sets the cookie with an Expires before now. */
export function expectDeleted(reply: Reply, name: string): void {
  const cookie = cookieIn(reply, name);
  expect(cookie, `${name} in the answer`).toBeDefined();
  expect(Date.parse(cookie?.attributes.expires ?? '')).toBeLessThan(Date.now());
}

/** AccountResponseSpec.matchesAccount. */
export function expectMatchesAccount(reply: Reply, account: TckAccount): void {
  expect(expectAccount(reply)).toMatchObject({
    href: expect.stringMatching(/./),
    username: account.email,
    email: account.email,
    givenName: account.givenName,
    surname: account.surname,
    middleName: null,
    fullName: `${account.givenName} ${account.surname}`,
    status: expect.stringMatching(/^enabled$/i),
    createdAt: expect.stringMatching(/./),
    modifiedAt: expect.stringMatching(/./),
  });
}

const LINKED = [
  ...['emailVerificationToken', 'customData', 'providerData', 'directory', 'tenant', 'groups', 'groupMemberships'],
  ...['applications', 'apiKeys', 'accessTokens', 'refreshTokens'],
];

/** AccountResponseSpec.withoutLinkedResources: each null or absent. */
export function expectNoLinkedResources(reply: Reply): void {
  const account: Record<string, unknown> = { ...expectAccount(reply) };
  for (const name of LINKED) expect(account[name] ?? null, name).toBeNull();
}

function wired(method: string, path: string, { accept, contentType, body, params, cookies, headers }: TckRequest) {
  const fields = params && new URLSearchParams(params).toString();
  const query = fields && method === 'GET' ? `?${fields}` : '';
  const posted = body ? JSON.stringify(body) : method === 'POST' ? (fields ?? '') : undefined;
  const type = contentType ? CONTENT_TYPE[contentType] : body ? UNTYPED_BODY : CONTENT_TYPE.URLENC;
  const cookie = Object.entries(cookies ?? {}).map(([name, value]) => `${name}=${value}`);
  return {
    path: path + query,
    headers: {
      Accept: accept ? ACCEPT[accept] : '*/*',
      ...(posted !== undefined && { 'Content-Type': type }),
      ...(cookie.length > 0 && { Cookie: cookie.join('; ') }),
      ...headers,
    },
    ...(posted && { body: posted }),
  };
}

/** The host application: a home page, and 404 for all else. */
function routes(app: Application): void {
  app.get('/', (_req, res) => void res.type('html').send('<!doctype html><body><p>The home page</p></body>'));
  fallback(app);
}
