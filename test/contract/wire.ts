// The words of the contract as expectations, and what the tests of every section need besides test/support.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from 'express';
import knex, { type Knex } from 'knex';
import { expect, onTestFinished } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { KeptMail } from '../../server/store/store.ts';
import type { StormpathAccount } from '../../server/transformers/stormpath.ts';
import type { AnswerBody, Browser, Reply } from '../support/browser.ts';
import { expectDescribed } from '../support/described.ts';
import type { TestMailbox } from '../support/mailbox.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

/** Fits the default policy, and is not `PASSWORD`. */
export const NEW_PASSWORD = 'new horse new battery';

/** What RestAssured announces for forms, and for every POST without a body. */
export const LATIN1_FORM = 'application/x-www-form-urlencoded; charset=ISO-8859-1';

/** What a browser asks for when it opens an address or sends a form. */
export const NAVIGATION = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

/** New users are ENABLED at once, as in defaults.yml. */
export const AT_ONCE: Options = { endpoints: { verify: { enabled: false } } };

export const ANN = { email: 'ann@example.com', givenName: 'Ann', surname: 'Lee', password: PASSWORD };

/** "Error(n)": the status, and exactly `{"status": n, "message": string}` as JSON. */
export function expectError(reply: Reply, status: number): void {
  expect(reply.status, reply.text).toBe(status);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  expect(reply.json).toStrictEqual({ status, message: expect.stringMatching(/\S/) });
}

/** "200 empty": a body of length zero. */
export function expectEmpty(reply: Reply): void {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.text).toBe('');
  expect(reply.headers.get('Content-Length')).toBe('0');
}

/** `200 {"account": Account}`, nothing else at top level. */
export function expectAccount(reply: Reply): StormpathAccount {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  expect(Object.keys(reply.json ?? {})).toEqual(['account']);
  return reply.json?.account as StormpathAccount;
}

/** "Session created": a new session cookie in the answer, and somebody behind it. */
export async function expectSession(reply: Reply, browser: Browser, email: string): Promise<void> {
  expect(cookieIn(reply, 'userdb')?.value).toBeTruthy();
  expect(expectAccount(await browser.get('/me')).email).toBe(email);
}

export function expectNoCookies(reply: Reply): void {
  expect(reply.headers.getSetCookie()).toEqual([]);
}

/** "Deleted": the last word on the cookie is an Expires in the past. */
export function expectCookieDeleted(reply: Reply, path = '/'): void {
  const cookie = cookieIn(reply, 'userdb');
  expect(cookie, 'the session cookie in the answer').toBeDefined();
  expect(Date.parse(cookie?.attributes.expires ?? '')).toBeLessThan(Date.now());
  expect(cookie?.attributes.path).toBe(path);
}

export interface Cookie {
  value: string;
  /** Names in lower case; `''` for those without a value. */
  attributes: Record<string, string>;
}

/** The cookie that a browser would end up with, from the `Set-Cookie` lines in order. */
export function cookieIn(reply: Reply, name: string): Cookie | undefined {
  const line = reply.headers.getSetCookie().findLast((one) => one.startsWith(`${name}=`));
  if (line === undefined) return undefined;
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const split = attributes.map((attribute): [string, string] => {
    const [key = '', ...value] = attribute.split('=');
    return [key.toLowerCase(), value.join('=')];
  });
  return { value: pair.slice(name.length + 1), attributes: Object.fromEntries(split) };
}

const OF_THE_APPLICATION = 'the application itself';

/** Answers everything that userdb passes on. */
export function fallback(app: Application): void {
  app.use((_req, res) => void res.status(404).type('text').send(OF_THE_APPLICATION));
}

/** userdb did not answer: the application's next handler did. */
export function expectPassedOn(reply: Reply): void {
  expect(reply).toMatchObject({ status: 404, text: OF_THE_APPLICATION });
}

interface RawRequest {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends these headers and no others but Host, Connection and Content-Length. */
export function raw(url: string, { method = 'GET', path, headers = {}, body }: RawRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const lines = response.rawHeaders;
        const received = new Headers();
        for (let i = 0; i < lines.length; i += 2) received.append(lines[i] ?? '', lines[i + 1] ?? '');
        const reply = { status: response.statusCode ?? 0, headers: received, text };
        const accept = headers.Accept ?? null;
        expectDescribed({ method, url: new URL(path, url), accept, ...reply })
          .then(() => resolve({ ...reply, json: parsed(text) }))
          .catch(reject);
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function parsed(text: string): AnswerBody | undefined {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return undefined;
  }
}

/** All mails to somebody, oldest first, once nothing is on its way. */
export async function mailsTo(mailbox: TestMailbox, { email }: { email: string }): Promise<KeptMail[]> {
  return (await mailbox.all()).filter((mail) => mail.to === email);
}

export async function subjectsTo(mailbox: TestMailbox, user: { email: string }): Promise<string[]> {
  return (await mailsTo(mailbox, user)).map((mail) => mail.subject);
}

/** The token of the newest mail to somebody, which must hold one. */
export async function newestToken(mailbox: TestMailbox, user: { email: string }): Promise<string> {
  const mail = (await mailsTo(mailbox, user)).at(-1);
  const token = /sptoken=(\S+)/.exec(mail?.text ?? '')?.[1];
  if (!token) throw new Error(`the newest mail to ${user.email} has no token: ${mail?.subject}`);
  return token;
}

/** A user who was mailed a link for choosing a new password. */
export async function userWithResetLink(running: RunningUserdb) {
  const ben = await running.users.create();
  expectEmpty(await running.newBrowser().post('/forgot', { email: ben.email }));
  return { ben, sptoken: await newestToken(running.mailbox, ben) };
}

/** Somebody who registered and was mailed a link for verifying the address. */
export async function userWithVerifyLink(running: RunningUserdb, email = 'dora@example.com') {
  expectAccount(await running.newBrowser().post('/register', { ...ANN, email }));
  return { dora: await running.users.find(email), sptoken: await newestToken(running.mailbox, { email }) };
}

/** A userdb whose database the test can write to, for what no endpoint does yet. */
export async function startWithDatabase(
  options: Options = {},
  setting?: Parameters<typeof startUserdb>[1],
): Promise<RunningUserdb & { db: Knex }> {
  const filename = join(await temporaryFolder(), 'userdb.sqlite');
  const running = await startUserdb(
    { ...options, database: { options: { client: 'better-sqlite3', connection: { filename } } } },
    setting,
  );
  const db = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  onTestFinished(() => db.destroy());
  return { ...running, db };
}

export const PAGE = '<!doctype html><html><head><title>App</title></head><body>the page of the app</body></html>';

/** A file with `PAGE`, for `spa.index`. */
export async function pageFile(): Promise<string> {
  const file = join(await temporaryFolder(), 'index.html');
  await writeFile(file, PAGE);
  return file;
}

/** 200 with the single-page app's page. */
export function expectPage(reply: Reply): void {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.headers.get('Content-Type')).toMatch(/^text\/html\b/);
  expect(reply.text).toContain('the page of the app');
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'userdb-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
