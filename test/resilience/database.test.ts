// The database cannot be written: people who only read go on, the others are told, and it passes by itself.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { milliseconds } from '../security/support.ts';
import { Browser, type Reply } from '../support/browser.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { serve } from './serve.ts';

const PASSWORD = 'correct horse battery';
const FORM = { password: PASSWORD, givenName: 'Ann', surname: 'Lee' };
const ben = { email: 'ben.bright@example.com' };
const CONFIG = { endpoints: { register: { enabled: true, verify: false } } };

interface Connection {
  exec(sql: string): void;
  close(): void;
}
const BetterSqlite = createRequire(import.meta.url)('better-sqlite3') as new (filename: string) => Connection;

/** A server with ben signed in. */
async function serverWithBen() {
  const server = await serve(CONFIG);
  const browser = new Browser(server.url);
  await browser.post('/register', { ...FORM, ...ben });
  expect((await browser.signIn(ben, PASSWORD)).status).toBe(200);
  return { server, browser };
}

function expectServerTrouble(reply: Reply): void {
  expect(reply.status).toBeGreaterThanOrEqual(500);
  expect(reply.json).toEqual({ status: reply.status, message: expect.any(String) });
  expect(reply.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  expect(reply.text).not.toMatch(/sqlite|disk|locked|insert|users/i);
}

describe('a disk that is full', () => {
  // The kernel refuses this process every byte beyond a size, as a full disk does.
  const limit = (pid: number, size: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:`]);
  const isPossible = process.platform === 'linux';

  test.runIf(isPossible)(
    'AVL-7 stops who wants to write, with 5xx JSON, and nobody who reads, until there is room again',
    async () => {
      const { server, browser } = await serverWithBen();
      const visitor = new Browser(server.url);

      limit(server.pid, '1024');
      for (let time = 0; time < 3; time++) {
        expectServerTrouble(await visitor.post('/register', { ...FORM, email: 'ann@example.com' }));
        expectServerTrouble(await visitor.signIn(ben, PASSWORD));
        expectServerTrouble(await visitor.post('/forgot', ben));
        expect(await browser.get('/me')).toMatchObject({ status: 200, json: { account: ben } });
        expect((await visitor.get('/me')).status).toBe(401);
        expect((await visitor.get('/login')).status).toBe(200);
        expect((await visitor.get('/health')).status).toBe(200);
      }
      expect(visitor.cookies.size).toBe(0);

      limit(server.pid, 'unlimited');
      expect((await visitor.post('/register', { ...FORM, email: 'ann@example.com' })).status).toBe(200);
      expect((await visitor.signIn(ben, PASSWORD)).status).toBe(200);
      expect(await server.stop()).toBe(0);
      // What could not be written is not written to the log either.
      expect(server.stderr()).not.toMatch(/\$2b\$|ben\.bright|ann@example|correct horse/);
    },
  );
});

describe('a program that keeps the database for itself', () => {
  test('AVL-7 holds up nobody who reads, and who writes only as long as it does so', async () => {
    const { server, browser } = await serverWithBen();
    const visitor = new Browser(server.url);
    const other = new BetterSqlite(server.filename);

    other.exec('begin immediate');
    let written = false;
    const registering = visitor.post('/register', { ...FORM, email: 'ann@example.com' }).then((reply) => {
      written = true;
      return reply;
    });
    for (let time = 0; time < 10; time++) {
      expect(await milliseconds(() => browser.get('/login'))).toBeLessThan(1000);
      expect(await milliseconds(() => visitor.get('/health'))).toBeLessThan(1000);
      expect(await milliseconds(async () => expect((await browser.get('/me')).status).toBe(200))).toBeLessThan(1000);
    }
    expect(written).toBe(false);
    other.exec('rollback');
    other.close();

    expect((await registering).status).toBe(200);
  });

  test('AVL-7 and never lets go: who wants to write is told, and later served', async () => {
    const { server, browser } = await serverWithBen();
    const other = new BetterSqlite(server.filename);

    other.exec('begin immediate');
    expectServerTrouble(await new Browser(server.url).post('/register', { ...FORM, email: 'ann@example.com' }));
    expect((await browser.get('/me')).status).toBe(200);
    other.exec('rollback');
    other.close();

    expect((await browser.post('/register', { ...FORM, email: 'ann@example.com' })).status).toBe(200);
  });
});

describe('a transaction that keeps the one connection', () => {
  test('AVL-7 who comes meanwhile is told when to come back, and it is logged; afterwards they are served', async () => {
    const options = { client: 'better-sqlite3', connection: ':memory:', acquireConnectionTimeout: 50 };
    const { ctx, browser, users, log } = await startUserdb({ database: { options } });
    const { email } = await users.create();

    await ctx.store.transaction(async () => {
      const reply = await browser.signIn({ email }, PASSWORD);
      expectServerTrouble(reply);
      expect(reply.status).toBe(503);
      expect(reply.headers.get('Userdb-Error')).toBe('UNAVAILABLE');
      expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
    });

    expect(log.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual(['a request failed']);
    expect((await browser.signIn({ email }, PASSWORD)).status).toBe(200);
  });
});
