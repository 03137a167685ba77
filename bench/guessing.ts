// What guessing passwords costs everybody else: GET /me calm, and while 32 connections guess. Each figure stands beside
// that of a bare Express answer in the same run, so that machines can be compared.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon, { type Options, type Result } from 'autocannon';
import express from 'express';
import { freePort } from '../test/setup/ports.ts';

const SECONDS = 8;
const READERS = 8;
const GUESSERS = 32;
const ANN = { email: 'ann@example.com', password: 'seven grey herons', givenName: 'Ann', surname: 'Lee' };
const JSON_TYPE = { 'content-type': 'application/json' };

const folder = mkdtempSync(join(tmpdir(), 'userdb-bench-'));
const floor = await bareExpress();
const { url, stop } = await standalone();
try {
  await fetch(`${url}/register`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(ANN) });
  const cookie = await signIn();
  const me: Options = { url: `${url}/me`, connections: READERS, duration: SECONDS, headers: { cookie } };
  const guess: Options = {
    url: `${url}/login`,
    method: 'POST',
    connections: GUESSERS,
    duration: SECONDS,
    headers: JSON_TYPE,
    body: JSON.stringify({ login: ANN.email, password: 'not this one' }),
  };

  const bare = await autocannon({ url: floor.url, connections: READERS, duration: SECONDS });
  const calm = await autocannon(me);
  const [guessed, guessing] = await Promise.all([autocannon(me), autocannon(guess)]);
  const alone = await autocannon(guess);

  line('bare Express', bare, bare);
  line('GET /me, calm', calm, bare);
  line(`GET /me, ${GUESSERS} guessing`, guessed, bare);
  console.log(
    `p99 of /me while guessing: ${(guessed.latency.p99 / Math.max(1, calm.latency.p99)).toFixed(1)} times calm`,
  );
  console.log(`sign-ins a second: ${perSecond(guessing)} beside /me, ${perSecond(alone)} alone`);
} finally {
  await stop();
  floor.server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function bareExpress(): Promise<{ url: string; server: Server }> {
  const app = express();
  app.get('/', (_req, res) => void res.json({ account: ANN.email }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function standalone(): Promise<{ url: string; stop(): Promise<void> }> {
  const config = join(folder, 'userdb.json');
  const filename = join(folder, 'users.sqlite');
  writeFileSync(
    config,
    JSON.stringify({
      session: { secret: 'a secret for the bench only, 32 characters' },
      tokenSigningKey: 'another for the bench only, 32 characters',
      spa: { enabled: false },
      endpoints: { register: { enabled: true } },
      rateLimits: { enabled: false },
      database: { options: { client: 'better-sqlite3', connection: { filename } } },
    }),
  );
  const port = await freePort();
  const program = join(import.meta.dirname, '../server/standalone.ts');
  const child = spawn(process.execPath, [program, '--config', config, '--port', String(port)], { stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${address}/health`).catch(() => null))?.ok)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    url: address,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}

async function signIn(): Promise<string> {
  const body = JSON.stringify({ login: ANN.email, password: ANN.password });
  const reply = await fetch(`${url}/login`, { method: 'POST', headers: JSON_TYPE, body });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function line(what: string, { requests, latency }: Result, { requests: floorRequests }: Result): void {
  const share = (requests.average / floorRequests.average).toFixed(2);
  console.log(
    `${what.padEnd(26)} ${Math.round(requests.average)} a second (${share} of bare), p50 ${latency.p50} ms, p99 ${latency.p99} ms`,
  );
}

function perSecond({ requests }: Result): string {
  return requests.average.toFixed(1);
}
