// The server as a process: killed, ended, started wrongly.

import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSmtp } from '../setup/smtp.ts';
import { Browser } from '../support/browser.ts';
import { newFolder, SECRETS, serve, serveInVain } from './serve.ts';

const PASSWORD = 'correct horse battery';
const FORM = { password: PASSWORD, givenName: 'Ann', surname: 'Lee' };
const REGISTER_AT_ONCE = { register: { enabled: true, verify: false } };

interface Connection {
  prepare(sql: string): { all(): Record<string, unknown>[] };
  close(): void;
}
const BetterSqlite = createRequire(import.meta.url)('better-sqlite3') as new (filename: string) => Connection;

function rows(filename: string, sql: string): Record<string, unknown>[] {
  const db = new BetterSqlite(filename);
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

describe('a server that is killed', () => {
  test('AVL-4 everybody whose registration was acknowledged is there again, and gets one mail that works', {
    timeout: 60_000,
  }, async () => {
    const smtp = await startSmtp();
    onTestFinished(() => smtp.close());
    await smtp.down();
    const config = {
      endpoints: { register: { enabled: true }, verify: { enabled: true } },
      email: { accountVerification: { enabled: true } },
      smtp: { options: smtp.options },
    };
    const first = await serve(config);
    const acknowledged: string[] = [];
    let enough = () => {};
    const some = new Promise<void>((resolve) => {
      enough = resolve;
    });

    const burst = Array.from({ length: 60 }, async (_, n) => {
      const email = `ann${n}@example.com`;
      const reply = await new Browser(first.url).post('/register', { ...FORM, email }).catch(() => null);
      if (reply?.status === 200) acknowledged.push(email);
      if (acknowledged.length >= 15) enough();
    });
    await some;
    await first.kill();
    await Promise.all(burst);
    expect(acknowledged.length).toBeGreaterThanOrEqual(15);
    expect(acknowledged.length).toBeLessThan(60);

    await smtp.up();
    // What was being sent when the process died is sent again when its time is over: half a minute later.
    const second = await serve(config, { folder: first.folder, later: 60 });
    const kept = rows(first.filename, 'select email from users').map(({ email }) => String(email));
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    await second.said((stderr) => stderr.split('mail.sent').length > kept.length);
    expect(await second.stop()).toBe(0);

    expect(smtp.mails.flatMap(({ to }) => to).sort()).toEqual([...kept].sort());
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(kept.length);
    expect(rows(first.filename, 'select id from outbox')).toEqual([]);

    const third = new Browser((await serve(config, { folder: first.folder })).url);
    for (const email of acknowledged.slice(0, 3)) {
      const mail = smtp.mails.find(({ to }) => to.includes(email));
      const sptoken = /sptoken=(\S+)/.exec(mail?.text ?? '')?.[1];
      expect((await third.get(`/verify?sptoken=${sptoken}`)).status).toBe(200);
      expect((await third.signIn({ email }, PASSWORD)).status).toBe(200);
    }
  });

  test('AVL-5 whoever was signed in still is, and whoever signed out stays out', async () => {
    const config = { endpoints: REGISTER_AT_ONCE, session: { ...SECRETS.session, store: 'database' } };
    const first = await serve(config);
    const [inside, outside] = [new Browser(first.url), new Browser(first.url)];
    const [ann, ben] = [{ email: 'ann@example.com' }, { email: 'ben@example.com' }];
    for (const { email } of [ann, ben]) await inside.post('/register', { ...FORM, email });
    await inside.signIn(ann, PASSWORD);
    await outside.signIn(ben, PASSWORD);
    const cookie = outside.cookies.get('userdb') ?? '';
    await outside.post('/logout');
    await first.kill();

    const second = await serve(config, { folder: first.folder });
    const [again, thief] = [new Browser(second.url), new Browser(second.url)];
    again.cookies.set('userdb', inside.cookies.get('userdb') ?? '');
    thief.cookies.set('userdb', cookie);

    expect(await again.get('/me')).toMatchObject({ status: 200, json: { account: { email: ann.email } } });
    expect(await thief.get('/me')).toMatchObject({ status: 401 });
    expect(await thief.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  });
});

describe('a server that is told to end', () => {
  test('AVL-9 finishes what somebody has begun, takes nothing new, and exits with 0', async () => {
    const server = await serve({ endpoints: REGISTER_AT_ONCE });
    // A connection that is kept open and idle holds nobody up.
    await new Browser(server.url).get('/login');
    const body = JSON.stringify({ ...FORM, email: 'ann@example.com' });
    const port = Number(new URL(server.url).port);
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.write(
      `POST /register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`,
    );
    await once(socket, 'data');
    expect(answer).toMatch(/^HTTP\/1.1 100 /);

    const exit = server.stop();
    while (await isOpen(port));
    socket.write(body);

    expect(await exit).toBe(0);
    expect(answer).toMatch(/\r\n\r\nHTTP\/1.1 200 OK\r\n/);
    expect(answer).toContain('"email":"ann@example.com"');
    expect(rows(server.filename, 'select email from users')).toEqual([{ email: 'ann@example.com' }]);
  });

  test('AVL-9 exits with 0 also when that comes the moment it says that it listens', async () => {
    // Several at once: on a busy machine more time passes between one line of the program and the next.
    const ends = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const server = await serve();
        const code = await server.stop();
        return { code, isClosedWell: !existsSync(`${server.filename}-wal`) };
      }),
    );

    expect(ends).toEqual(Array(4).fill({ code: 0, isClosedWell: true }));
  });

  test('AVL-9 finishes hashes that wait in a row', async () => {
    const server = await serve({ endpoints: REGISTER_AT_ONCE });
    const replies = Array.from({ length: 12 }, (_, n) =>
      new Browser(server.url).post('/register', { ...FORM, email: `ann${n}@example.com` }).catch(() => null),
    );
    await Promise.race(replies);

    expect(await server.stop()).toBe(0);

    const acknowledged = (await Promise.all(replies)).filter((reply) => reply?.status === 200);
    expect(acknowledged).toHaveLength(12);
    expect(rows(server.filename, 'select id from users')).toHaveLength(12);
  });
});

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  socket.destroy();
  return open;
}

describe('a server that cannot start says why in a line', () => {
  test('on a port that is taken, and touches no database', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const { code, lines, folder, stdout } = await serveInVain({}, { port });

    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining(`port ${port} is taken`)]);
    expect(stdout).toBe('');
    expect(existsSync(join(folder, 'userdb.sqlite'))).toBe(false);
  });

  test('SEC-4 without a configuration file that can be read', async () => {
    expect(await serveInVain(null)).toMatchObject({
      code: 2,
      lines: [expect.stringMatching(/^--config: .* is not there$/)],
    });
    for (const text of ['a: [', '- a\n- b', 'text']) {
      expect(await serveInVain(text), text).toMatchObject({ code: 2, lines: [expect.stringMatching(/^--config: /)] });
    }
  });

  test('SEC-3 SEC-4 with every unusable key in a line of its own, and no secret on the screen', async () => {
    const { code, lines, stdout } = await serveInVain({
      session: { secret: 'geheim', colour: 'red' },
      tokenSigningKey: 'geheim',
      passwordHashing: { cost: 'geheim' },
      endpoints: { logn: { enabled: true }, login: { uri: 'login' } },
      smtp: { options: { host: 7, auth: 'geheim' } },
      unheardOf: 1,
    });

    expect(code).toBe(2);
    const keys = lines.map((line) => line.split(':')[0]).sort();
    expect(keys).toEqual(
      [
        'endpoints.login.uri',
        'endpoints.logn',
        'passwordHashing.cost',
        'session.colour',
        'session.secret',
        'smtp.options.auth',
        'smtp.options.host',
        'tokenSigningKey',
        'unheardOf',
      ].sort(),
    );
    const ofSecrets = lines.filter((line) => /secret|Key|auth/.test(line)).join();
    expect(ofSecrets).not.toContain('geheim');
    expect(stdout).toBe('');
  });

  test('SEC-3 with the secrets that everybody can read, or that the environment does not have', async () => {
    expect(await serveInVain('spa: { enabled: false }')).toMatchObject({
      code: 2,
      lines: [expect.stringMatching(/^session\.secret: /), expect.stringMatching(/^tokenSigningKey: /)],
    });
    const text = `spa: { enabled: false }\nsession: { secret: '\${NOT_SET_ANYWHERE}' }\ntokenSigningKey: ${SECRETS.tokenSigningKey}`;
    const { code, lines } = await serveInVain(text);
    expect(code).toBe(2);
    expect(lines.join('\n')).toMatch(/^session\.secret: .*NOT_SET_ANYWHERE/);
  });

  test.each([
    ['text', Buffer.from('this is no database, '.repeat(500))],
    ['zeros', Buffer.alloc(8192)],
    ['a database that was cut', null],
  ])('AVL-8 on a database file that is %s, and leaves every byte of it', async (_, content) => {
    const folder = newFolder();
    const filename = join(folder, 'userdb.sqlite');
    const bytes = content ?? (await cutDatabase());
    writeFileSync(filename, bytes);

    const { code, lines, stdout } = await serveInVain({}, { folder });

    expect(code).toBe(1);
    expect(readFileSync(filename).equals(bytes)).toBe(true);
    expect(lines.join() + stdout).not.toContain(SECRETS.tokenSigningKey);
    expect(lines.join() + stdout).not.toContain(SECRETS.session.secret);
    expect(lines).toEqual([expect.stringMatching(/database/i)]);
  });

  test('AVL-8 on a folder where the database file should be', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'userdb.sqlite'));

    const { code, lines } = await serveInVain({}, { folder });

    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
  });
});

/** The bytes of a database of ours, without its second half. */
async function cutDatabase(): Promise<Buffer> {
  const server = await serve({ endpoints: REGISTER_AT_ONCE });
  await new Browser(server.url).post('/register', { ...FORM, email: 'ann@example.com' });
  expect(await server.stop()).toBe(0);
  const whole = readFileSync(server.filename);
  return whole.subarray(0, Math.floor(whole.length / 2) + 100);
}
