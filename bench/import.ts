// What importing 100,000 users takes: the time, the memory, and what people notice who are signed in or sign in meanwhile.

import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createUserdb, Userdb } from '../server/userdb.ts';
import { addUser } from '../server/workflows/addUser.ts';
import { xlsx } from '../test/support/xlsx.ts';

const ROWS = 100_000;
const MEGABYTE = 1024 * 1024;
const ADA = { email: 'ada@example.com', password: 'seven grey herons', givenName: 'Ada', surname: 'Zeal' };
const PASSWORDS = 50;

if (process.send) await serve();
else await measureAll();

/** The server, in a process of its own: its memory is what is measured. */
async function serve(): Promise<void> {
  const userdb = createUserdb({ env: { ...process.env, NODE_ENV: 'development' } });
  const app = express();
  const filename = join(process.env.BENCH_FOLDER ?? '', 'users.sqlite');
  const email = { accountInvitation: { enabled: true } };
  const database = { options: { client: 'better-sqlite3', connection: { filename } } };
  const silent = () => {};
  const logger = { error: console.error, info: silent, debug: silent };
  app.use(userdb.initialize(app, { database, email, logger, rateLimits: { enabled: false } }));
  await userdb.ready();
  await addUser(await Userdb.contextOf(userdb), { ...ADA, account: 'acme', roles: ['admin'] });

  let most = 0;
  setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  process.on('message', (question) => {
    process.send?.({ rss: question === 'begin' ? process.memoryUsage.rss() : most });
    most = 0;
  });
  const server = createServer(app).listen(0, '127.0.0.1', () =>
    process.send?.({ port: (server.address() as AddressInfo).port }),
  );
}

async function measureAll(): Promise<void> {
  const text = (from: number, password: (i: number) => string) =>
    Array.from({ length: ROWS }, (_, i) => line(from + i, password(i))).join('');
  const none = () => '';
  console.log(`${ROWS.toLocaleString('en')} rows each`);
  await measure('CSV, invitations', text(0, none), {});
  await measure('CSV, the same again', text(0, none), {}, true);
  await measure('CSV, preview', text(0, none), { dryRun: 'true' });
  await measure('XLSX, invitations', xlsx(Array.from({ length: ROWS }, (_, i) => line(i, '').trim().split(','))), {});
  await measure(
    `CSV, ${PASSWORDS} of them with a password`,
    text(0, (i) => (i < PASSWORDS ? ADA.password : '')),
    {},
  );
}

function line(i: number, password: string): string {
  return `First${i % 1000},Last${i % 5000},user${i}@example.com,member${i % 10},${password}\n`;
}

/** @param again  the file is imported once before it is measured */
async function measure(
  what: string,
  file: string | Buffer,
  fields: Record<string, string>,
  again = false,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-bench-'));
  const child = fork(import.meta.filename, { env: { ...process.env, BENCH_FOLDER: folder } });
  const ask = (question?: string) =>
    new Promise<{ port: number; rss: number }>((resolve) => {
      child.once('message', (answer) => resolve(answer as { port: number; rss: number }));
      if (question) child.send(question);
    });
  try {
    const url = `http://127.0.0.1:${(await ask()).port}`;
    const cookie = (await signIn(url)).cookie;
    const send = () => upload(url, cookie, file, fields);
    if (again) await send();
    const { rss: before } = await ask('begin');

    const began = performance.now();
    let isOver = false;
    const sent = send().finally(() => {
      isOver = true;
    });
    const me = slowest(
      () => isOver,
      () => fetch(`${url}/me`, { headers: { cookie } }),
    );
    const login = slowest(
      () => isOver,
      () => signIn(url),
    );
    const answer = await sent;
    const seconds = (performance.now() - began) / 1000;
    const { rss: most } = await ask('end');
    const speed = Math.round(ROWS / seconds).toLocaleString('en');
    console.log(
      `${what.padEnd(36)} ${seconds.toFixed(1)} s (${speed} rows/s), memory +${Math.round((most - before) / MEGABYTE)} MB, ` +
        `meanwhile /me ${await me}, sign-in ${await login}   ${answer}`,
    );
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signIn(url: string): Promise<{ cookie: string }> {
  const body = JSON.stringify({ login: ADA.email, password: ADA.password });
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${url}/login`, { method: 'POST', headers, body });
  return { cookie: reply.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function upload(
  url: string,
  cookie: string,
  file: string | Buffer,
  fields: Record<string, string>,
): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ignoreHeaders: 'false', ...fields })) form.append(name, value);
  form.append('file', new Blob([typeof file === 'string' ? file : new Uint8Array(file)]), 'users');
  const reply = await fetch(`${url}/users/import`, { method: 'POST', headers: { cookie, Origin: url }, body: form });
  return (await reply.text()).slice(0, 60);
}

/** Asks again and again until it is over. @returns the median and the longest time */
async function slowest(isOver: () => boolean, request: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  while (!isOver()) {
    const began = performance.now();
    await request();
    times.push(performance.now() - began);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return `p50 ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms, longest ${Math.round(sorted.at(-1) ?? 0)} ms`;
}
