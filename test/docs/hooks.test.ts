// Each example of docs/hooks.md runs as it stands.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { configSchema } from '../../server/config/schema.ts';
import type { Hooks } from '../../server/http/hooks.ts';
import { person } from '../contract/people.ts';
import {
  ANN,
  expectAccount,
  expectEmpty,
  expectError,
  NEW_PASSWORD,
  userWithResetLink,
  userWithVerifyLink,
} from '../contract/wire.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/hooks.md'), 'utf8');

/** The hooks of the example under a heading. */
async function example(name: keyof Hooks): Promise<{ hooks: Partial<Hooks> }> {
  const [, code] = new RegExp(`^## ${name}\\n+\`\`\`js\\n([^]*?)^\`\`\`$`, 'm').exec(PAGE) ?? [];
  if (code === undefined) throw new Error(`docs/hooks.md has no example of ${name}`);
  const { hooks } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
  expect(Object.keys(hooks)).toEqual([name]);
  return { hooks };
}

/** What the example prints. */
function printed(): string[] {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  onTestFinished(() => log.mockRestore());
  return lines;
}

function expectSays(reply: Reply, status: number, message: RegExp): void {
  expectError(reply, status);
  expect(reply.json?.message).toMatch(message);
}

test('every hook has a row in the table and an example', () => {
  const names = Object.keys(configSchema.shape.hooks.shape);
  const headings = [...PAGE.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
  const rows = [...PAGE.matchAll(/^\| `(\w+)\(/gm)].map(([, name]) => name);
  expect(headings).toEqual(names);
  expect(rows).toEqual(names);
});

describe('the example of', () => {
  test('preLogin', async () => {
    const { browser, users } = await startUserdb(await example('preLogin'));
    const ben = await users.create();
    expectSays(await browser.signIn({ email: 'ben@old.example.com' }, PASSWORD), 400, /have moved/);
    expectAccount(await browser.signIn(ben, PASSWORD));
  });

  test('postLogin', async () => {
    const { browser, users } = await startUserdb(await example('postLogin'));
    const [ann, ben] = [await users.create({ customData: { contract: 'ended' } }), await users.create()];
    expectSays(await browser.signIn(ann, PASSWORD), 403, /contract has ended/);
    expectError(await browser.get('/me'), 401);
    expectAccount(await browser.signIn(ben, PASSWORD));
  });

  test('preRegister', async () => {
    const { browser } = await startUserdb(await example('preRegister'));
    expectSays(await browser.post('/register', { ...ANN, email: 'ann@elsewhere.example' }), 400, /at example\.com/);
    expectAccount(await browser.post('/register', ANN));
  });

  test('postRegister', async () => {
    const lines = printed();
    const { browser } = await startUserdb(await example('postRegister'));
    expectAccount(await browser.post('/register', ANN));
    expect(lines).toEqual(['Ann Lee registered from 127.0.0.1']);
  });

  test('postLogout', async () => {
    const lines = printed();
    const { user, browser } = await person(await startUserdb(await example('postLogout')));
    expectEmpty(await browser.post('/logout'));
    expect(lines).toEqual([`${user.username} has gone`]);
  });

  test('preVerify', async () => {
    const running = await startUserdb(await example('preVerify'));
    const { sptoken } = await userWithVerifyLink(running);
    const scanner = { headers: { 'User-Agent': 'Mail Scanner/1.0' } };
    expectSays(await running.browser.get(`/verify?sptoken=${sptoken}`, scanner), 400, /in a browser/);
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  test('postVerify', async () => {
    const lines = printed();
    const running = await startUserdb(await example('postVerify'));
    const { dora, sptoken } = await userWithVerifyLink(running);
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
    expect(lines).toEqual([`${dora.email} belongs to ${dora.id}`]);
  });

  test('preChange', async () => {
    const running = await startUserdb(await example('preChange'));
    const kiosk = await person(running, { roles: ['kiosk'] });
    expectSays(await kiosk.browser.post('/me', { password: NEW_PASSWORD }), 400, /front desk/);
    expectAccount(await (await person(running)).browser.post('/me', { password: NEW_PASSWORD }));
  });

  test('postChange', async () => {
    const lines = printed();
    const running = await startUserdb(await example('postChange'));
    const { ben, sptoken } = await userWithResetLink(running);
    expectEmpty(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }));
    expect(lines).toEqual([`${ben.username} has a new password, set from 127.0.0.1`]);
  });
});
