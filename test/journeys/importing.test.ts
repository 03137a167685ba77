// An administrator with a list of people: on the real server, with the keyboard alone.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Userdb } from '../../server/userdb.ts';
import { ADA, realServers } from '../client/realServer.ts';
import { csv } from '../support/upload.ts';
import { xlsx } from '../support/xlsx.ts';
import { tabTo, typeInto } from './keys.ts';
import { fits, isAccessible, openBrowser, sees } from './person.ts';

const start = realServers();

const HEADER = ['First name', 'Last name', 'E-mail', 'Role'];
const CLEO = ['Cleo', 'Carter', 'cleo@example.com', 'doctor'];
const BEN = ['Ben', 'Bright', 'ben@example.com', ''];
/** Somebody who is here already, and would be a doctor as well. */
const ANN = ['Ann', 'Lee', 'ann@example.com', 'doctor'];
const LIST = [HEADER, CLEO, ['Dan', 'Dow', 'dan@', 'doctor'], BEN, ['', 'Eriksson', 'eve@example.com', ''], ANN, CLEO];

async function openImport(url: string) {
  const visit = await openBrowser({ viewport: { width: 1280, height: 900 } });
  const { page } = visit;
  await page.goto(`${url}/login?next=/admin/import`);
  await typeInto(page, 'E-mail or user name', ADA.email);
  await typeInto(page, 'Password', ADA.password);
  await page.keyboard.press('Enter');
  await sees(page, 'Import');
  await sees2(page, 'Step 1 of 3: the file');
  return visit;
}

async function sees2(page: Page, heading: string | RegExp) {
  await page.getByRole('heading', { level: 2, name: heading }).waitFor({ timeout: 60_000 });
}

async function choose(page: Page, button: string, name: string, content: string | Buffer) {
  const chooser = page.waitForEvent('filechooser');
  await press(page, button);
  await (await chooser).setFiles({ name, mimeType: '', buffer: Buffer.from(content) });
}

async function press(page: Page, button: string) {
  await page.getByRole('button', { name: button, exact: true }).waitFor();
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}

const rows = (page: Page) =>
  page.getByRole('table', { name: 'What is wrong in the file' }).getByRole('row').allTextContents();

test('a spreadsheet with wrong rows: looked at, the good rows imported, the others corrected and sent', {
  timeout: 120_000,
}, async () => {
  const server = await start();
  const ctx = await Userdb.contextOf(server.userdb);
  const { page, complaints } = await openImport(server.url);
  await isAccessible(page);
  await choose(page, 'Choose a file', 'staff.xlsx', xlsx(LIST));
  await press(page, 'Check the file');
  await sees2(page, 'Step 2 of 3: what would happen');
  expect(await rows(page)).toEqual([
    'LineFieldValueWhat is wrong',
    expect.stringMatching(/^Line 3E-maildan@Enter an e-mail address/),
    expect.stringMatching(/^Line 5First name–/),
    'Line 7E-mailcleo@example.comThe same e-mail address and role are in line 2 already.',
  ]);
  await isAccessible(page);
  await fits(page);
  expect(await ctx.store.users.findByLogin('cleo@example.com')).toBeNull();

  await press(page, 'Import the 3 good rows');
  await sees2(page, '2 created, 1 changed, 0 skipped, 3 failed');
  await isAccessible(page);
  const download = page.waitForEvent('download');
  await press(page, 'Download the failed rows');
  const failed = await readFile(await (await download).path(), 'utf8');
  expect(failed).toContain('"First name","Last name","E-mail","Role","What is wrong"');

  const corrected = failed
    .replace('"dan@"', '"dan@example.com"')
    .replace('"","Eriksson"', '"Eve","Eriksson"')
    .replace(/"Cleo".*\r\n/, '');
  await choose(page, 'Choose the corrected file', 'corrected.csv', corrected);
  await page.getByText('Nothing is wrong with this file.').waitFor();
  await press(page, 'Import');
  await sees2(page, '2 created, 0 skipped, 0 failed');
  const dan = await ctx.store.users.findByLogin('dan@example.com');
  expect(dan).toMatchObject({ status: 'PENDING', surname: 'Dow' });

  await press(page, 'Import another file');
  await choose(page, 'Choose a file', 'corrected.csv', corrected);
  await press(page, 'Check the file');
  await page.getByText('Everybody in this file is here already').waitFor();
  await press(page, 'Import');
  await sees2(page, '0 created, 2 skipped, 0 failed');
  expect(complaints).toEqual([]);
});

test('a CSV with other headings: told what its columns are, corrected as a whole, imported', {
  timeout: 120_000,
}, async () => {
  const server = await start();
  const ctx = await Userdb.contextOf(server.userdb);
  const { page, complaints } = await openImport(server.url);
  const [, ...people] = LIST;
  const turned = (list: string[][]) =>
    csv([
      ['Mail', 'Duty', 'Called', 'Of'],
      ...list.map(([first = '', last = '', email = '', role = '']) => [email, role, first, last]),
    ]);
  await choose(page, 'Choose a file', 'staff.csv', turned(people));
  await press(page, 'Check the file');
  await page.getByRole('status').getByText('Say below which column this is: First name, Last name.').waitFor();
  const read = { Duty: 'Role', Called: 'First name', Of: 'Last name' };
  for (const [column, field] of Object.entries(read)) {
    await tabTo(page, `Column ${column} is read as`);
    await page.keyboard.type(field);
    await page.keyboard.press('Enter');
  }
  await page.getByText('3 rows are wrong').waitFor();
  await choose(page, 'Choose the corrected file', 'staff.csv', turned([CLEO, BEN, ANN]));
  await page.getByText('Nothing is wrong with this file.').waitFor();
  await press(page, 'Import');
  await sees2(page, '2 created, 1 changed, 0 skipped, 0 failed');
  const cleo = await ctx.store.users.findByLogin('cleo@example.com');
  expect(cleo).toMatchObject({ givenName: 'Cleo', surname: 'Carter' });
  expect(complaints).toEqual([]);
});

test('five thousand people with passwords: how far it is, elsewhere meanwhile, and back', {
  timeout: 180_000,
}, async () => {
  const server = await start();
  const { page, complaints } = await openImport(server.url);
  const people = Array.from({ length: 5000 }, (_, i) => [
    `F${i}`,
    `L${i}`,
    `p${i}@example.com`,
    '',
    `heron-${i}-kettle`,
  ]);
  await choose(page, 'Choose a file', 'all.csv', csv([[...HEADER, 'Password'], ...people]));
  await tabTo(page, 'Do not send invitations');
  await page.keyboard.press('Space');
  await press(page, 'Check the file');
  await sees2(page, /^Step 2/);
  await press(page, 'Import');
  await sees2(page, 'Step 3 of 3: importing');
  const progress = page.getByRole('progressbar');
  const howFar = () => progress.getAttribute('aria-valuetext');
  await expect.poll(howFar, { timeout: 60_000 }).toMatch(/^Protecting the passwords… [\d,]+ of 5,000$/);

  await tabTo(page, 'Users');
  await page.keyboard.press('Enter');
  await page.getByText('2 users found').waitFor();
  await tabTo(page, 'Import');
  await page.keyboard.press('Enter');
  await sees2(page, '5,000 created, 0 skipped, 0 failed');
  await tabTo(page, 'Users');
  await page.keyboard.press('Enter');
  await page.getByText('5002 users found').waitFor();
  expect(complaints).toEqual([]);
});
