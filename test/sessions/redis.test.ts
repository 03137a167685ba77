import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authenticated } from '../../server/index.ts';
import { createUserdb } from '../../server/userdb.ts';
import { freePort } from '../setup/ports.ts';
import { type Redis, startRedis } from '../setup/redis.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { me, type SessionPlace, sessionsContract, sharedSessionsContract, signIn, startOn } from './contract.ts';
import { temporaryDatabase } from './temporaryFile.ts';

/** Redis counts whole seconds itself, so here time really goes by. */
const IDLE = 3;
const realTime = { now: () => new Date(), pass: () => {} };

async function place(): Promise<SessionPlace & { redis: Redis }> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const client = createClient({ url: redis.url });
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.destroy());
  const { options: database } = await temporaryDatabase();
  const keys = async () => (await client.keys('userdb:session:*')).sort();

  return {
    redis,
    options: { session: { store: redis.url }, database: { options: database } },
    idle: IDLE,
    clock: realTime,
    // By the clock that ends the records.
    async wait(seconds) {
      const now = async () => {
        const [whole, micro] = await client.time();
        return Number(whole) + Number(micro) / 1e6;
      };
      const end = (await now()) + seconds;
      await eventually(async () => (await now()) >= end);
    },
    async records() {
      const entries = await Promise.all(
        (await keys()).map(async (key) => [key.replace('userdb:session:', ''), (await client.get(key)) ?? ''] as const),
      );
      return new Map(entries);
    },
    // To the millisecond: a record that was written again ends later.
    ends: async () => Promise.all((await keys()).map((key) => client.pExpireTime(key))),
    isShared: true,
  };
}

sessionsContract('Redis', place);
sharedSessionsContract('Redis', place);

describe('Redis', () => {
  it('keeps a record no longer than the session lives', async () => {
    const here = await place();
    const app = await startOn(here, { sessionsExpireInSeconds: 100 });
    await signIn(app.browser, await app.users.create());
    const [end = 0] = (await here.ends()) ?? [];
    expect(end - Date.now()).toBeGreaterThan(90_000);
    expect(end - Date.now()).toBeLessThanOrEqual(100_000);
  });

  it('that goes away opens no door, and is used again when it is back', async () => {
    const here = await place();
    const app = await startOn(here, {});
    const user = await app.users.create();
    await signIn(app.browser, user);

    await here.redis.stop();
    for (const path of ['/me', '/open', '/note']) {
      const reply = await app.browser.get(path);
      expect(reply.status, path).toBe(503);
      expect(reply.json, path).toEqual({ status: 503, message: expect.any(String) });
      expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
    }
    expect((await app.newBrowser().signIn(user, PASSWORD)).status).toBe(503);
    expect((await app.newBrowser().signIn(user, 'wrong one')).status).toBe(400);
    expect(await me(app.newBrowser())).toBe(401);

    await here.redis.restart();
    await eventually(async () => (await app.newBrowser().signIn(user, PASSWORD)).status === 200);
    // It came back without its data: the old session is gone, and a new one works.
    expect(await me(app.browser)).toBe(401);
    await signIn(app.browser, user);
    expect(await me(app.browser)).toBe(user.email);
  });

  it('that goes away lets nobody past a guard of the application', async () => {
    const here = await place();
    const app = await startUserdb(here.options, {
      clock: realTime,
      routes: (express) => void express.get('/private', authenticated, (_req, res) => void res.json({ secret: true })),
    });
    const user = await app.users.create();
    await signIn(app.browser, user);
    expect((await app.browser.get('/private')).status).toBe(200);

    await here.redis.stop();
    for (const browser of [app.browser, app.newBrowser()]) {
      const { status, text } = await browser.get('/private');
      expect([401, 503]).toContain(status);
      expect(text).not.toContain('secret');
    }
  });

  it('that hangs makes nobody wait for long, and sessions go on when it answers again', async () => {
    const here = await place();
    const app = await startOn(here);
    const user = await app.users.create();
    await signIn(app.browser, user);

    here.redis.pause();
    onTestFinished(() => here.redis.resume());
    const before = performance.now();
    const reply = await Promise.race([app.browser.get('/me'), pause(10_000, null)]);
    expect(reply?.status).toBe(503);
    expect(performance.now() - before).toBeLessThan(5000);

    here.redis.resume();
    await eventually(async () => (await me(app.browser)) === user.email);
  });

  it('that does not answer at the start is said, without its password', async () => {
    const log: string[] = [];
    const note = (message: string, details?: object) => void log.push(`${message} ${JSON.stringify(details)}`);
    const userdb = createUserdb({ env: { NODE_ENV: 'test' } });
    onTestFinished(() => userdb.close());
    userdb.initialize(
      {},
      {
        session: { store: `redis://someone:hidden-word@127.0.0.1:${await freePort()}` },
        database: { options: { client: 'better-sqlite3', connection: ':memory:' } },
        logger: { error: note, info: note, debug: note },
      },
    );
    const failure: unknown = await userdb.ready().catch((error: unknown) => error);
    expect(String(failure)).toContain('ECONNREFUSED');
    expect(log.join('\n') + String((failure as Error).stack)).not.toContain('hidden-word');
  });

  it('takes an unreadable record for none', async () => {
    const here = await place();
    const app = await startOn(here);
    const user = await app.users.create();
    await signIn(app.browser, user);
    const client = createClient({ url: here.redis.url });
    await client.connect();
    onTestFinished(() => client.destroy());
    for (const key of await client.keys('*')) await client.set(key, '{"cookie"');

    expect(await me(app.browser)).toBe(401);
    await signIn(app.browser, user);
    expect(await me(app.browser)).toBe(user.email);
  });
});

describe('without the optional packages', () => {
  it.each([['redis'], ['connect-redis']])('a missing %s is one line that says what to install', async (missing) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const folder = await copyWithout(missing);
    const program = `
      import { createUserdb } from './server/userdb.ts';
      const silent = { error() {}, info() {}, debug() {} };
      const userdb = createUserdb();
      userdb.initialize({}, {
        session: { store: '${redis.url}' },
        database: { options: { client: 'better-sqlite3', connection: ':memory:' } },
        logger: silent,
      });
      await userdb.ready().catch((error) => console.log(error.message));
      await userdb.close();
    `;
    await writeFile(join(folder, 'start.ts'), program);
    const child = spawn(process.execPath, ['--no-warnings', 'start.ts'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect(said).toBe('session.store: takes two more packages for Redis: run "npm install redis connect-redis"\n');
    expect(code).toBe(0);
  });
});

/** The package as somebody has it who did not install one of the optional ones. */
async function copyWithout(missing: string): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'userdb-without-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const part of ['server', 'email-templates', 'defaults.yml', 'package.json']) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await cp(join(root, 'node_modules'), join(folder, 'node_modules'), {
    recursive: true,
    filter: (source) => source === join(root, 'node_modules'),
  });
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== missing) await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return folder;
}

/** Asks again and again, for a bounded time. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error('it never came to hold');
    await pause(50);
  }
}
