// The README's Express example, from its very file.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Browser } from '../support/browser.ts';
import { installExample, packUserdb, startExample } from './install.ts';

const ROOT = join(import.meta.dirname, '../..');
const ANN = { givenName: 'Ann', surname: 'Lee', email: 'ann@example.com', password: 'seven grey herons' };

let tarball: string;
beforeAll(() => {
  tarball = packUserdb();
});

test('the README shows the file that is tested here', () => {
  const example = readFileSync(join(ROOT, 'examples/minimal/server.js'), 'utf8');
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`js\n${example}\`\`\``);
});

test.each(['5', '4.21'])(
  'with Express %s, a person registers, signs in, and opens what the role opens',
  { timeout: 180_000 },
  async (express) => {
    const folder = installExample('minimal', tarball, { express: `^${express}` });
    await expect(startExample(folder, ['server.js'], { NODE_ENV: 'production' })).rejects.toThrow(
      /session\.secret: takes a secret of your own[\s\S]*tokenSigningKey: takes/,
    );

    const url = await startExample(folder, ['server.js'], { NODE_ENV: 'development' });
    const browser = new Browser(url);

    expect(await browser.post('/register', ANN)).toMatchObject({ status: 200 });
    expect(await browser.get('/patients')).toMatchObject({ status: 401 });
    expect(await browser.form('/login', { login: ANN.email, password: ANN.password })).toMatchObject({ status: 200 });
    expect(await browser.get('/patients')).toMatchObject({ status: 403 });

    giveRole(folder, ANN.email, 'doctor');
    expect(await browser.get('/patients')).toMatchObject({ status: 200, json: { mayPrescribe: true } });

    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    expect((await browser.get('/login', { accept })).text).toContain('<h1>Patients</h1>');
    expect(await new Browser(url).get('/patients', { accept })).toMatchObject({ status: 302 });
    expect(await browser.get('/nowhere')).toMatchObject({ status: 404 });
  },
);

/** By the command line that comes with the package, beside the running server. */
function giveRole(folder: string, email: string, role: string): void {
  const connection = { filename: join(folder, '.data/userdb.sqlite') };
  const config = join(folder, 'userdb.yml');
  writeFileSync(config, JSON.stringify({ database: { options: { client: 'better-sqlite3', connection } } }));
  const said = execFileSync(join(folder, 'node_modules/.bin/userdb'), ['roles', 'add', email, role], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  expect(said).toBe(`${email} has the role ${role}\n`);
}
