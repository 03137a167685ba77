// Users from a file: what is sent when, what is told of it, and what can be done when something goes wrong.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { ADMIN, adminServer, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import type { Replies, SeenRequest } from './fixtureServer.ts';
import type { Answer } from './fixtures.ts';
import { ADA, REFUSED } from './fixtures.ts';
import { AGAIN, BAD, GOOD, hanging, imports, listFile, resultOf, told } from './importFixtures.ts';
import { alertText, focused, held, screenOpener } from './screens.ts';

const open = screenOpener();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name });
const sent = (requests: SeenRequest[]) =>
  requests.filter(({ path }) => path === '/users/import').map(({ body }) => body);
const upload = 'POST /users/import';

async function openImport(answers: Replies = {}, { who = ADMIN, stoppedClock = false } = {}) {
  const replies = { ...adminServer(PEOPLE, who).replies, ...answers };
  const screen = await open('/admin/import', { answers: replies, stoppedClock });
  await heading(screen.page, 'Step 1 of 3: the file').waitFor();
  return screen;
}

async function choose(page: Page, file = listFile(), name = 'Choose a file') {
  const chooser = page.waitForEvent('filechooser');
  await button(page, name).click();
  await (await chooser).setFiles(file);
}

/** With a file that has been looked at. */
async function openPreview(answers: Replies, who = ADMIN) {
  const screen = await openImport(answers, { who });
  await choose(screen.page);
  await button(screen.page, 'Check the file').click();
  await heading(screen.page, 'Step 2 of 3: what would happen').waitFor();
  return screen;
}

/** While it is being written. */
async function openRunning(answer: Answer) {
  const screen = await openPreview(imports(GOOD, answer));
  await button(screen.page, 'Import').click();
  return screen;
}

async function counts(page: Page) {
  const terms = await page.getByRole('term').allTextContents();
  const numbers = await page.getByRole('definition').allTextContents();
  return Object.fromEntries(terms.map((term, i) => [term, numbers[i]]));
}

test('the first step says what is taken, and offers an example of it', async () => {
  const { page } = await openImport();
  await page.getByText('CSV or XLSX, at most 25 MB.').waitFor();
  const example = page.getByRole('link', { name: 'Example file' });
  expect(await example.getAttribute('href')).toBe('/import-users-example.csv');
  expect(await page.getByLabel('First row is a header').isChecked()).toBe(true);
  expect(await page.getByLabel('Do not send invitations').isChecked()).toBe(false);
  expect(await page.getByLabel('Account').count()).toBe(0);
});

test.each([
  ['a picture', listFile('staff.png'), 'That is no CSV or XLSX file.'],
  ['an old workbook', listFile('staff.xls'), 'That is no CSV or XLSX file.'],
])('%s is refused before it is sent', async (_what, file, says) => {
  const { page, server } = await openImport();
  await choose(page, file);
  await alertText(page).getByText(says).waitFor();
  await button(page, 'Check the file').click();
  await alertText(page).getByText('Choose a CSV or XLSX file with rows in it.').waitFor();
  expect(server.count(upload)).toBe(0);
});

/** @param size  in bytes */
function drop(page: Page, names: string[], size = 40) {
  return page.getByRole('group', { name: 'File' }).evaluate(
    (target, { names, size }) => {
      const dataTransfer = new DataTransfer();
      for (const name of names) dataTransfer.items.add(new File(['a'.repeat(size)], name));
      for (const type of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    { names, size },
  );
}

test('a file of more than 25 MB is refused before it is sent', async () => {
  const { page, server } = await openImport();
  await drop(page, ['staff.csv'], 26_214_401);
  await alertText(page).getByText('That file is larger than 25 MB. Split it').waitFor();
  expect(server.count(upload)).toBe(0);
});

test('a file can be dropped, and two at once are one too many', async () => {
  const { page, server } = await openImport(imports(GOOD));
  await drop(page, ['one.csv', 'two.csv']);
  await alertText(page).getByText('Choose one file at a time.').waitFor();
  await drop(page, ['staff.xlsx']);
  await page.getByText('staff.xlsx').waitFor();
  await expect.poll(() => alertText(page).allTextContents()).not.toContain('Choose one file at a time.');
  await button(page, 'Check the file').click();
  await heading(page, /^Step 2/).waitFor();
  expect(sent(server.requests)).toMatchObject([{ file: 'a'.repeat(40) }]);
});

test('a preview asks the server to find out header and columns, and writes nothing', async () => {
  const { page, server } = await openPreview(imports(GOOD));
  expect(await focused(page).textContent()).toBe('Step 2 of 3: what would happen');
  expect(sent(server.requests)).toEqual([
    {
      ignoreHeaders: 'auto',
      disableNewUserWorkflow: 'false',
      columns: 'auto',
      failedRows: 'true',
      dryRun: 'true',
      file: 'a'.repeat(40),
    },
  ]);
  expect(await counts(page)).toEqual({
    New: '1,180',
    'Already here': '20',
    'Get another role': '3',
    Wrong: '0',
    'Twice in the file': '0',
    Invitations: '1,180',
  });
  await page.getByText('Nothing is wrong with this file. Nothing has been written yet.').waitFor();
  const team = page.getByRole('row', { name: 'Team' });
  expect(await team.getByRole('combobox').inputValue()).toBe('');
  await team.getByText('A · A · B').waitFor();
  await page.getByRole('row', { name: 'Role' }).getByText('doctor · – · nurse').waitFor();
});

test('every wrong cell is there with its line, and Import waits for a corrected file', async () => {
  const { page, server } = await openPreview(imports(BAD));
  const table = page.getByRole('table', { name: 'What is wrong in the file' });
  expect(await table.getByRole('row').allTextContents()).toEqual([
    'LineFieldValueWhat is wrong',
    'Line 4E-mailcleo@Enter an e-mail address like name@example.com.',
    'Line 4Password••••Password is too short.',
    'Line 7First name–First name is required.',
    'Line 31E-mailann@example.comThe same e-mail address and role are in line 2 already.',
  ]);
  expect(await counts(page)).toMatchObject({ Wrong: '3', 'Twice in the file': '1' });
  expect(await button(page, 'Import').getAttribute('aria-disabled')).toBe('true');
  await button(page, 'Import').click({ force: true });
  expect(await focused(page).textContent()).toMatch(/^3 rows are wrong, and nothing has been written/);

  server.answers[upload] = imports(GOOD)[upload];
  await choose(page, listFile(), 'Choose the corrected file');
  await page.getByText('Nothing is wrong with this file.').waitFor();
  await button(page, 'Import').click();
  await heading(page, '1,180 created, 3 changed, 17 skipped, 0 failed').waitFor();
  expect(sent(server.requests).map((body) => [body?.dryRun, body?.partial])).toEqual([
    ['true', undefined],
    ['true', undefined],
    [undefined, 'false'],
  ]);
});

test('the good rows are imported without the others, which can be downloaded, corrected and sent', async () => {
  const { page, server } = await openPreview(imports(BAD, told(resultOf(BAD))));
  await button(page, 'Import the 1,200 good rows').click();
  await heading(page, '1,180 created, 3 changed, 17 skipped, 3 failed').waitFor();
  await page.getByText('1,180 invitations are on their way.').waitFor();
  expect(sent(server.requests).at(-1)).toMatchObject({ partial: 'true', failedRows: 'true' });

  const download = page.waitForEvent('download');
  await button(page, 'Download the failed rows').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('staff-failed.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text.replace('\ufeff', '').split('\r\n')).toEqual([
    '"First name","Last name","E-mail","Role","Team","Password","What is wrong"',
    '"Cleo","Cruz","cleo@","nurse","B","","Line 4: Enter an e-mail address like name@example.com."',
    // No spreadsheet runs these.
    `"","Dow","'+dan@example.com","nurse","A","","Line 7: First name is required."`,
    `"Ann","Lee","ann@example.com","doctor","'=1+1","","Line 31: The same e-mail address and role are in line 2 already."`,
    '',
  ]);
  await page.getByText('Passwords are left out').waitFor();

  server.answers[upload] = imports(GOOD)[upload];
  await choose(page, listFile(), 'Choose the corrected file');
  await heading(page, /^Step 2/).waitFor();
  await page.getByText('Nothing is wrong with this file.').waitFor();
});

test('a file that was imported before makes nobody twice, and that is said before and after', async () => {
  const { page } = await openPreview(imports(AGAIN));
  await page.getByText('Everybody in this file is here already').waitFor();
  await button(page, 'Import').click();
  await heading(page, '0 created, 1,200 skipped, 0 failed').waitFor();
  await page.getByText('Nobody is made twice.').waitFor();
  await button(page, 'Import another file').click();
  await heading(page, /^Step 1/).waitFor();
  expect(await button(page, 'Choose a file').count()).toBe(1);
});

test('another column for a field is looked at again; what was read there before is read no more', async () => {
  const { page, server } = await openPreview(imports(GOOD));
  const team = page.getByLabel('Column Team is read as');
  await team.focus();
  await team.selectOption('Role');
  const columns = () => sent(server.requests).map((body) => body?.columns);
  await expect.poll(columns).toEqual(['auto', 'givenName,surname,email,,role,password']);
  await page.getByText('Nothing is wrong with this file.').waitFor();
  expect(await focused(page).getAttribute('aria-label')).toBe('Column Team is read as');
  expect(await page.getByLabel('Column Role is read as').inputValue()).toBe('');
});

test('without a column that every user needs, nothing is asked, and it is said which', async () => {
  const { page, server } = await openPreview(imports(GOOD));
  await page.getByLabel('Column E-mail is read as').selectOption('Not read');
  await page.getByRole('status').getByText('Say below which column this is: E-mail.').waitFor();
  await button(page, 'Import').click({ force: true });
  expect(server.count(upload)).toBe(1);
  expect(await page.getByRole('term').count()).toBe(0);
  await page.getByLabel('Column Team is read as').selectOption('E-mail');
  await page.getByText('Nothing is wrong with this file.').waitFor();
  expect(sent(server.requests).at(-1)?.columns).toBe('givenName,surname,,role,email,password');
});

test('columns that the server does not find either are asked for before anything is said of the rows', async () => {
  const columns = ['givenName', '', '', '', '', ''];
  const { page, server } = await openPreview(imports({ ...BAD, columns, refused: 1203, created: 0 }));
  await page.getByRole('status').getByText('Say below which column this is: Last name, E-mail.').waitFor();
  expect(await page.getByRole('term').count()).toBe(0);
  expect(await page.getByRole('table', { name: 'What is wrong in the file' }).count()).toBe(0);
  await button(page, 'Import').click({ force: true });
  expect(server.count(upload)).toBe(1);
});

test('a file that is chosen while another one is looked at is not taken for that one', async () => {
  const look = held();
  const { page, server } = await openImport({ [upload]: { ...told(GOOD), after: look.after } });
  await choose(page, listFile('first.csv'));
  await button(page, 'Check the file').click();
  await expect.poll(() => server.count(upload)).toBe(1);
  await choose(page, listFile('second.csv'), 'Choose another file');
  await page.getByText('second.csv').waitFor();
  look.release();

  server.answers[upload] = imports(BAD)[upload];
  await button(page, 'Check the file').click();
  await page.getByText('4 cells to correct').waitFor();
  expect(await page.getByText('Nothing is wrong with this file.').count()).toBe(0);
  expect(server.count(upload)).toBe(2);
});

test('columns that were chosen stay for the corrected file, and not for another one', async () => {
  const { page, server } = await openPreview(imports(BAD));
  await page.getByLabel('Column Team is read as').selectOption('Role');
  await expect.poll(() => server.count(upload)).toBe(2);
  server.answers[upload] = imports(GOOD)[upload];
  await choose(page, listFile(), 'Choose the corrected file');
  await page.getByText('Nothing is wrong with this file.').waitFor();
  await choose(page, listFile(), 'Choose another file');
  await expect
    .poll(() => sent(server.requests).map((body) => body?.columns))
    .toEqual(['auto', 'givenName,surname,email,,role,password', 'givenName,surname,email,,role,password', 'auto']);
});

test('a first row that is a user is one, also where a person says so', async () => {
  const { page, server } = await openPreview(imports({ ...GOOD, header: null }));
  expect(await page.getByLabel('First row is a header').isChecked()).toBe(false);
  await page.getByLabel('Column 5 is read as').waitFor();
  await page.getByLabel('First row is a header').check();
  await page.getByLabel('Do not send invitations').check();
  await expect
    .poll(() => sent(server.requests).at(-1))
    .toMatchObject({
      ignoreHeaders: 'true',
      disableNewUserWorkflow: 'true',
    });
  expect(await page.getByLabel('First row is a header').isChecked()).toBe(true);
});

test('only a super-admin chooses the account; without one, each row says it', async () => {
  const { page, server } = await openPreview(imports(GOOD), SUPER_ADMIN);
  const options = page.getByLabel('Column Team is read as').getByRole('option');
  expect(await options.allTextContents()).toContain('Account');
  await page.getByLabel('Account', { exact: true }).selectOption('Zenith');
  await expect.poll(() => sent(server.requests).at(-1)?.accountId).toBe('zenith');
  await expect.poll(() => options.allTextContents()).not.toContain('Account');
});

test('ten thousand wrong cells come a hundred at a time', async () => {
  const wrong = Array.from({ length: 10_000 }, (_, i) => ({ line: i + 2, field: 'email', value: 'x', reason: 'No.' }));
  const { page } = await openPreview(imports({ ...BAD, wrong, refused: 10_000, rows: 11_000 }));
  const rows = page.getByRole('table', { name: 'What is wrong in the file' }).getByRole('row');
  await page.getByText('10,000 cells to correct').waitFor();
  expect(await rows.count()).toBe(101);
  await button(page, 'Next').click();
  await page.getByText('101–200 of 10,000').waitFor();
  expect(await rows.nth(1).textContent()).toContain('Line 102');
});

test('an import goes on while other pages are looked at, and is there on coming back', async () => {
  const end = held();
  const { page } = await openRunning({
    async *lines() {
      yield { event: 'progress', phase: 'writing', rows: 400, of: 1200 };
      await end.after;
      yield { event: 'result', ...resultOf(GOOD) };
    },
  });
  await heading(page, 'Step 3 of 3: importing').waitFor();
  const progress = page.getByRole('progressbar', { name: 'Adding the users…' });
  await progress.waitFor();
  expect(await progress.getAttribute('aria-valuetext')).toBe('Adding the users… 400 of 1,200');
  expect(await progress.getAttribute('value')).toBe('400');
  await page.getByRole('link', { name: 'Users' }).click();
  await page.getByText('6 users found').waitFor();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await progress.waitFor();
  await page.getByRole('link', { name: 'Users' }).click();
  end.release();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await heading(page, /^1,180 created/).waitFor();
});

test('whoever listens hears how far it is once in five seconds', async () => {
  const steps = [held(), held()];
  const { page } = await openImport(
    {
      [upload]: {
        async *lines() {
          for (const [i, step] of steps.entries()) {
            await step.after;
            yield { event: 'progress', phase: 'checking', rows: (i + 1) * 1000, of: null };
          }
          await new Promise(() => {});
        },
      },
    },
    { stoppedClock: true },
  );
  const status = page.getByRole('status').filter({ hasText: /…/ });
  await choose(page);
  await button(page, 'Check the file').click();
  await expect.poll(() => status.textContent()).toBe('Sending the file…');
  steps[0]?.release();
  const progress = page.getByRole('progressbar');
  await expect.poll(() => progress.getAttribute('aria-valuetext')).toBe('Checking the rows… 1,000 so far');
  expect(await status.textContent()).toBe('Sending the file…');
  await page.clock.runFor(5000);
  await expect.poll(() => status.textContent()).toBe('Checking the rows… 1,000 so far');
  steps[1]?.release();
  await expect.poll(() => progress.getAttribute('aria-valuetext')).toBe('Checking the rows… 2,000 so far');
  expect(await status.textContent()).toBe('Checking the rows… 1,000 so far');
});

test('a file that was saved again after it was chosen has to be chosen again', async () => {
  const { page, server } = await openImport(imports(GOOD));
  const folder = await mkdtemp(join(tmpdir(), 'userdb-file-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'staff.csv');
  await writeFile(path, 'First name');
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Choose a file').click();
  await (await chooser).setFiles(path);
  await page.getByText('staff.csv').waitFor();
  await writeFile(path, 'First name,Last name,E-mail');
  await button(page, 'Check the file').click();
  await alertText(page).getByText('The file was changed after you chose it. Choose it again.').waitFor();
  expect(server.count(upload)).toBe(0);
});

test('a preview that is given up leaves everything as it was', async () => {
  const { page } = await openImport({ [upload]: hanging({ phase: 'checking', rows: 1000, of: null }) });
  await choose(page);
  await button(page, 'Check the file').click();
  await button(page, 'Cancel').click();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  await page.getByText('staff.csv').waitFor();
  expect((await alertText(page).allTextContents()).join('')).toBe('');
});

test('an import that is given up says what is known of it, and the file tells the rest', async () => {
  const { page, server } = await openRunning(hanging({ phase: 'hashing', rows: 4, of: 80 }));
  await button(page, 'Cancel').click();
  await alertText(page)
    .getByText('You stopped the import. Unless it had just finished, nothing was imported.')
    .waitFor();
  server.answers[upload] = imports(AGAIN)[upload];
  await button(page, 'Check the file again').click();
  await page.getByText('Everybody in this file is here already').waitFor();
});

test('a connection that is lost in the middle: all of it or nothing, and how to see which', async () => {
  const { page, server } = await openRunning({ lines: async function* () {} });
  await alertText(page).getByText('Either all of it was imported or nothing, never half.').waitFor();
  await heading(page, /^Step 2/).waitFor();
  // What was known before is known no longer.
  expect(await page.getByText('Nothing has been written yet.').count()).toBe(0);
  expect(await button(page, 'Import').count()).toBe(0);
  server.answers[upload] = imports(GOOD)[upload];
  await button(page, 'Check the file again').click();
  await page.getByText('Nothing is wrong with this file.').waitFor();
});

test('a window that is closed while an import runs asks first, and not before or after', async () => {
  const end = held();
  const { page } = await openRunning({
    async *lines() {
      yield { event: 'progress', phase: 'writing', rows: 1, of: 1200 };
      await end.after;
      yield { event: 'result', ...resultOf(GOOD) };
    },
  });
  const asks = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await page.getByRole('progressbar').waitFor();
  expect(await asks()).toBe(true);
  end.release();
  await heading(page, /^1,180 created/).waitFor();
  expect(await asks()).toBe(false);
});

const REASON = 'The file cannot be read: it has a password.';

test.each<[string, Answer, string]>([
  ['a file that cannot be read', REFUSED(400, REASON, 'IMPORT_UNREADABLE'), REASON],
  [
    'a refusal in the middle',
    {
      lines: async function* () {
        yield { event: 'refused', status: 400, message: REASON };
      },
    },
    REASON,
  ],
  [
    'a fault in the middle, with the number that the log has it under',
    {
      lines: async function* () {
        yield { event: 'refused', status: 500, message: 'Oops', code: 'SERVER_ERROR', reference: 'r-42' };
      },
    },
    'Something went wrong on our side. Please try again in a moment. Reference: r-42',
  ],
  [
    'other imports',
    { ...REFUSED(503, 'Busy.'), headers: { 'Userdb-Error': 'IMPORT_RUNNING', 'Retry-After': '30' } },
    'yours has not begun. Try again in 30 seconds.',
  ],
  [
    'a limit of a proxy',
    { status: 413, text: '<h1>413 Request Entity Too Large</h1>' },
    'lets no file of this size through',
  ],
  ['a server that broke', REFUSED(500, 'x', 'SERVER_ERROR'), 'Something went wrong on our side.'],
])('%s is said in words, and the file stays', async (_what, answer, says) => {
  const { page, server } = await openImport({ [upload]: answer });
  await choose(page);
  await button(page, 'Check the file').click();
  await alertText(page).getByText(says).waitFor();
  await page.getByText('staff.csv').waitFor();
  server.answers[upload] = imports(GOOD)[upload];
  await button(page, 'Check the file').click();
  await page.getByText('Nothing is wrong with this file.').waitFor();
});

test('what is wrong by now is told, and nothing was imported', async () => {
  const says = 'Nothing was imported. Line 4, email: That e-mail address belongs to somebody else.';
  const { page } = await openRunning(REFUSED(400, says, 'IMPORT_REFUSED'));
  await alertText(page).getByText(says).waitFor();
  await button(page, 'Check the file again').waitFor();
});

test('a corrected file that cannot be read is not mistaken for the one before', async () => {
  const { page, server } = await openPreview(imports(BAD));
  server.answers[upload] = REFUSED(400, REASON, 'IMPORT_UNREADABLE');
  await choose(page, listFile('other.csv'), 'Choose the corrected file');
  await alertText(page).getByText(REASON).waitFor();
  await heading(page, /^Step 1/).waitFor();
  expect(await button(page, 'Import the 1,200 good rows').count()).toBe(0);
});

/** Another session begins where one has ended in the middle of an import. */
async function openAgainAs(who: Answer) {
  const screen = await openPreview(imports(GOOD, REFUSED(401, 'Unauthorized')));
  const { page, server } = screen;
  server.answers['GET /me'] = REFUSED(401, 'Unauthorized');
  await button(page, 'Import').click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  server.answers['GET /me'] = who;
  server.answers['POST /login'] = who;
  await page.getByLabel('E-mail or user name').fill('somebody@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('nine blue herons');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor();
  return screen;
}

test('a session that has ended leads to the sign-in page, and back to the import as it was', async () => {
  const { page } = await openAgainAs(ADMIN);
  await heading(page, 'Step 2 of 3: what would happen').waitFor();
  await alertText(page).getByText('You are no longer signed in.').waitFor();
});

test('the next person at this browser sees nothing of it', async () => {
  const { page } = await openAgainAs({ body: { account: { ...ADA, id: 'bob' } } });
  await heading(page, 'Step 1 of 3: the file').waitFor();
  expect(await page.getByText('staff.csv').count()).toBe(0);
});
