// userdb in a script: it ends by itself, with and without close(), and can be required.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ROOT } from '../house/imports.ts';

/** Milliseconds after which a script that hangs is killed; one that works takes a fraction of it. */
const PATIENCE = 60_000;
vi.setConfig({ testTimeout: 2 * PATIENCE });

/** A module that works in a database file of its own. */
function runScript(work: string, more: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = `
    import userdb from './server/index.ts';
    userdb.initialize({}, {
      database: { options: { client: 'better-sqlite3', connection: ${JSON.stringify(join(folder, 'script.sqlite'))} } },
      passwordHashing: { cost: 4 },
      logger: { error: console.error, info() {}, debug() {} },
      ${more.join(',')}
    });
    ${work}
  `;
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', program],
    { cwd: ROOT, encoding: 'utf8', timeout: PATIENCE, env: { ...process.env, NODE_ENV: 'test' } },
  );
  return { stdout, stderr, status, signal };
}

/** Database, hashing threads, mails and a search. */
const WORK = `
  const acme = await userdb.findOrCreateAccount({ name: 'acme' });
  const ann = await userdb.findOrCreateUser({ email: 'ann@example.com', account_id: acme.id }, 'correct horse battery');
  await userdb.newUserWorkflow(ann);
  await userdb.verifyPassword(ann, 'correct horse battery');
  const [found] = await userdb.searchForUsersQ('ann');
  console.log(found.status);
`;
const DONE = { stdout: 'PENDING\n', stderr: '', status: 0, signal: null };

test.each([
  ['without close()', WORK],
  ['with close()', `${WORK} userdb.close((error) => { if (error) throw error; });`],
])('a script ends by itself, %s', (_, work) => {
  expect(runScript(work)).toMatchObject(DONE);
});

test('a script of callbacks ends by itself too', () => {
  const work = `userdb.getAccounts((error, accounts) => console.log(error, accounts.length));`;
  expect(runScript(work)).toMatchObject({ ...DONE, stdout: 'null 0\n' });
});

test('a script that does nothing ends too', () => {
  expect(runScript('')).toMatchObject({ ...DONE, stdout: '' });
});

test('with sessions in the database a script ends by itself', () => {
  expect(runScript(WORK, [`session: { store: 'database' }`])).toMatchObject(DONE);
});

test('mails of a script go out before it ends', () => {
  const work = `${WORK}
    const { DatabaseSync } = await import('node:sqlite');
    process.on('exit', () => {
      const db = new DatabaseSync(userdb.config().database.options.connection);
      console.log(db.prepare('select count(*) n from outbox').get().n);
      db.close();
    });
  `;
  expect(runScript(work)).toMatchObject({ ...DONE, stdout: 'PENDING\n0\n' });
});

test("require('userdb') gives the object that userdb 1 exported, with everything on it", () => {
  const program = `
    const userdb = require('./server/index.ts');
    const { createUserdb, UserdbError, authenticated } = userdb;
    console.log([userdb.initialize, userdb.findUserById, createUserdb, UserdbError, authenticated].map((one) => typeof one).join());
    import('./server/index.ts').then((module) => console.log(module.default === userdb));
  `;
  const options = { cwd: ROOT, encoding: 'utf8', timeout: PATIENCE } as const;
  const { stdout } = spawnSync(process.execPath, ['--no-warnings', '--input-type=commonjs', '-e', program], options);
  expect(stdout).toBe('function,function,function,function,function\ntrue\n');
});
