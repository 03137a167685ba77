// What administrators do on the pages that came with userdb 1: users, accounts, roles, and imports.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../support/startUserdb.ts';
import { clinics, refusal, signIn } from './userdb1.ts';
import { linkTo, sees } from './visitors.ts';

const ADA = { givenName: 'Ada', surname: 'Abel', email: 'ada@example.com', account: 'acme', roles: ['super-admin'] };
const AMY = { givenName: 'Amy', surname: 'Bell', email: 'amy@example.com', account: 'acme', roles: ['admin'] };
const BEN = { givenName: 'Ben', surname: 'Coe', email: 'ben@example.com', account: 'acme', roles: ['doctor'] };
const GUS = { givenName: 'Gus', surname: 'Dorn', email: 'gus@example.com', account: 'globex' };

const ADA_ROW = ['Ada Abel', ADA.email, 'acme', 'super-admin', 'ENABLED'];
const BEN_ROW = ['Ben Coe', BEN.email, 'acme', 'doctor', 'ENABLED'];
const GUS_ROW = ['Gus Dorn', GUS.email, 'globex', '', 'ENABLED'];

/** Milliseconds until a table has to be right, on a busy machine too. */
const PATIENCE = { timeout: 10_000 };

const start = clinics();

/** A clinic with Ada, who may do everything, and with these. */
async function clinicOf(...cast: (typeof BEN | typeof GUS)[]) {
  const clinic = await start();
  const ada = await clinic.users.create(ADA);
  for (const user of cast) await clinic.users.create(user);
  return { ...clinic, asAda: (path: string) => clinic.visitAs(ada, path) };
}

describe('the table of users', () => {
  it('shows a super-admin the users of all accounts', async () => {
    const { asAda } = await clinicOf(BEN, GUS);
    const page = await asAda('/users');
    await shows(page, [ADA_ROW, BEN_ROW, GUS_ROW]);
  });

  it('shows an admin the users of the own account', async () => {
    const { users, visitAs } = await clinicOf(BEN, GUS);
    const page = await visitAs(await users.create(AMY), '/users');
    await shows(page, [
      ['Ada Abel', ADA.email, 'super-admin', 'ENABLED'],
      ['Amy Bell', AMY.email, 'admin', 'ENABLED'],
      ['Ben Coe', BEN.email, 'doctor', 'ENABLED'],
    ]);
  });

  it('shows nothing to who is no admin', async () => {
    const { users, visitAs } = await clinicOf();
    const page = await visitAs(await users.create(BEN), '/users');
    await page.getByText('There was a problem listing the users.').waitFor();
    await page.getByText('There is no data to display').waitFor();
  });

  it('finds users by a part of a name, an address or a role', async () => {
    const { asAda } = await clinicOf(BEN, GUS);
    const page = await asAda('/users');
    await shows(page, [ADA_ROW, BEN_ROW, GUS_ROW]);

    await search(page, 'dorn');
    await shows(page, [GUS_ROW]);
    await search(page, 'ben@');
    await shows(page, [BEN_ROW]);
    await search(page, 'super');
    await shows(page, [ADA_ROW]);
    await page.getByRole('button', { name: 'Clear' }).click();
    await shows(page, [ADA_ROW, BEN_ROW, GUS_ROW]);
  });

  it('sorts by each column, both ways', async () => {
    const { asAda, users, ctx, clock } = await clinicOf(BEN);
    const gus = await users.create(GUS);
    await ctx.store.users.setStatus(gus.id, 'DISABLED', clock.now());
    const page = await asAda('/users');

    for (const [at, column] of ['Name', 'Email', 'Account', 'Roles', 'Status'].entries()) {
      const values = async () => (await rows(page)).map((cells) => cells[at]);
      const ascending = [ADA_ROW, BEN_ROW, [...GUS_ROW.slice(0, 4), 'DISABLED']].map((cells) => cells[at]).toSorted();
      await page.locator('th:visible', { hasText: column }).click();
      await expect.poll(values, { message: column, ...PATIENCE }).toEqual(ascending.toReversed());
      await page.locator('th:visible', { hasText: column }).click();
      await expect.poll(values, { message: column, ...PATIENCE }).toEqual(ascending);
    }
  });

  it('turns pages', async () => {
    const { asAda, users } = await clinicOf();
    for (const digit of '0123456789') await users.create({ ...BEN, email: `ben${digit}@example.com`, surname: digit });
    const page = await asAda('/users');
    await expect.poll(() => names(page), PATIENCE).toEqual(['Ada Abel', ...[...'012345678'].map((n) => `Ben ${n}`)]);

    await page.locator('.pagination').getByText('2', { exact: true }).click();
    await expect.poll(() => names(page), PATIENCE).toEqual(['Ben 9']);
  });

  it('changes the name and the roles of a user', async () => {
    const { asAda, users } = await clinicOf(BEN);
    await users.create({ ...GUS, account: 'acme', roles: ['nurse'] });
    const page = await asAda('/users');

    await row(page, 'Ben Coe').getByText('Edit').click();
    expect(await page.getByLabel('Last Name').inputValue()).toBe('Coe');
    await page.getByLabel('Last Name').fill('Cox');
    await choose(page, 'Roles', 'nurse');
    await page.getByRole('button', { name: 'Update' }).click();

    await row(page, 'Ben Cox').waitFor();
    expect((await rows(page))[1]).toEqual(['Ben Cox', BEN.email, 'acme', 'doctor, nurse', 'ENABLED']);
    expect(await users.find(BEN.email)).toMatchObject({ surname: 'Cox', fullName: 'Ben Cox' });
  });

  it('adds a user, who is invited and chooses a password on the welcome page', async () => {
    const { asAda, visit, mailbox } = await clinicOf(GUS);
    const page = await asAda('/users');
    await page.getByRole('button', { name: 'New' }).click();
    await choose(page, 'Account', 'globex');
    await fillIn(page, BEN);
    await page.getByRole('button', { name: 'Update' }).click();
    await row(page, 'Ben Coe').waitFor();
    expect(await rows(page)).toContainEqual(['Ben Coe', BEN.email, 'globex', '', 'PENDING']);

    const welcome = await visit(await linkTo(BEN, 'You have been invited', mailbox));
    await welcome.getByText('Email address verified!').waitFor();
    await welcome.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await welcome.getByLabel('Re-type Your Password').fill(PASSWORD);
    await welcome.getByRole('checkbox').check();
    await welcome.getByRole('button', { name: 'Submit' }).click();
    await sees(welcome, 'Hello, Ben');
  });

  it('adds a user with a password, who can sign in at once', async () => {
    const { users, visitAs, visit } = await clinicOf();
    const page = await visitAs(await users.create(AMY), '/users');
    await page.getByRole('button', { name: 'New' }).click();
    await fillIn(page, BEN);
    await choose(page, 'Status', 'ENABLED');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Confirm Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Update' }).click();
    await row(page, 'Ben Coe').waitFor();

    const another = await visit('/login');
    await signIn(another, BEN.email);
    await sees(another, 'Hello, Ben');
  });

  it('shows the answer when a user cannot be added', async () => {
    const { users, visitAs } = await clinicOf(BEN);
    const page = await visitAs(await users.create(AMY), '/users');
    await page.getByRole('button', { name: 'New' }).click();
    await fillIn(page, BEN);
    await page.getByRole('button', { name: 'Update' }).click();
    expect(JSON.parse(await refusal(page))).toEqual({ status: 409, message: expect.any(String) });
  });

  it('disables a user, who then cannot sign in, and enables the user again', async () => {
    const { asAda, visit } = await clinicOf(BEN);
    const page = await asAda('/users');
    const other = await visit('/login');

    await more(page, 'Ben Coe', 'Disable account', 'Change Status');
    await shows(page, [ADA_ROW, [...BEN_ROW.slice(0, 4), 'DISABLED']]);
    await signIn(other, BEN.email);
    await refusal(other);

    await more(page, 'Ben Coe', 'Enable account', 'Change Status');
    await shows(page, [ADA_ROW, BEN_ROW]);
    await signIn(other, BEN.email);
    await sees(other, 'Hello, Ben');
  });

  it('unlocks a user who was locked after wrong passwords', async () => {
    const { users, visitAs, visit } = await start({ disableAccountAfterFailedLoginAttempts: 1 });
    const ada = await users.create(ADA);
    await users.create(BEN);
    const other = await visit('/login');
    await signIn(other, BEN.email, 'correct horse');
    await refusal(other);
    const page = await visitAs(ada, '/users');
    await shows(page, [ADA_ROW, [...BEN_ROW.slice(0, 4), 'LOCKED']]);

    await more(page, 'Ben Coe', 'Unlock account', 'Change Status');

    await shows(page, [ADA_ROW, BEN_ROW]);
    await signIn(other, BEN.email);
    await sees(other, 'Hello, Ben');
  });

  it('invites a user once more', async () => {
    const { asAda, mailbox } = await clinicOf(GUS);
    const page = await asAda('/users');
    await page.getByRole('button', { name: 'New' }).click();
    await choose(page, 'Account', 'globex');
    await fillIn(page, BEN);
    await page.getByRole('button', { name: 'Update' }).click();
    await row(page, 'Ben Coe').waitFor();
    const first = await mailbox.tokenTo(BEN, 'You have been invited');

    await more(page, 'Ben Coe', 'resend invite', 'Resend Invite');

    await page.getByText('Account invite has been resent!').waitFor();
    await expect.poll(() => mailbox.tokenTo(BEN, 'You have been invited'), PATIENCE).not.toBe(first);
  });

  it('mails a user a link for a new password', async () => {
    const { asAda, mailbox } = await clinicOf(BEN);
    const page = await asAda('/users');
    await more(page, 'Ben Coe', 'reset password', 'Reset Password');
    await page.getByText('Password reset email has been sent!').waitFor();
    await mailbox.to(BEN, 'Reset your password');
  });

  it('removes a user, after asking', async () => {
    const { asAda, visit } = await clinicOf(BEN);
    const page = await asAda('/users');
    await remove(page, 'Ben Coe');
    await shows(page, [ADA_ROW]);

    const other = await visit('/login');
    await signIn(other, BEN.email);
    await refusal(other);
  });
});

describe('an import', () => {
  const HEADER = 'First Name,Last Name,Email,Role,Password,Account Name';

  it('adds the users of a file and invites them', async () => {
    const { asAda, mailbox } = await clinicOf();
    const page = await asAda('/users');
    await importFile(page, [HEADER, 'Ben,Coe,ben@example.com,doctor,,acme', 'Gus,Dorn,gus@example.com,,,globex']);

    await shows(page, [ADA_ROW, [...BEN_ROW.slice(0, 4), 'PENDING'], [...GUS_ROW.slice(0, 4), 'PENDING']]);
    await mailbox.to(BEN, 'You have been invited');
    await mailbox.to(GUS, 'You have been invited');
  });

  it('adds users who can sign in at once, where they are not to be invited', async () => {
    const { users, visitAs, visit, mailbox } = await clinicOf();
    const page = await visitAs(await users.create(AMY), '/users');
    await importFile(page, [HEADER, `Ben,Coe,ben@example.com,doctor,${PASSWORD}`], { silently: true });
    await row(page, 'Ben Coe').waitFor();

    const other = await visit('/login');
    await signIn(other, BEN.email);
    await sees(other, 'Hello, Ben');
    expect(await mailbox.all()).toEqual([]);
  });

  it('says which row is wrong, and adds nobody', async () => {
    const { asAda } = await clinicOf();
    const page = await asAda('/users');
    await importFile(page, [HEADER, 'Ben,Coe,ben@example.com,doctor,,acme', 'Gus,Dorn,nowhere,,,globex']);
    expect(await refusal(page)).toMatch(/\b3\b/);

    await page.locator('.modal-footer').getByText('Cancel').click();
    await page.reload();
    await shows(page, [ADA_ROW]);
  });

  it('of the users of one account puts all into it', async () => {
    const { asAda } = await clinicOf(GUS);
    const page = await asAda('/accounts');
    await openAccount(page, 'globex', 'users...');
    await shows(page, [['Gus Dorn', GUS.email, '', 'ENABLED']]);
    await importFile(page, [HEADER, 'Ben,Coe,ben@example.com,doctor,,acme']);
    await shows(page, [
      ['Ben Coe', BEN.email, 'doctor', 'PENDING'],
      ['Gus Dorn', GUS.email, '', 'ENABLED'],
    ]);
  });
});

describe('the table of accounts', () => {
  it('adds an account, changes and finds it', async () => {
    const { asAda } = await clinicOf(GUS);
    const page = await asAda('/accounts');
    await shows(page, [
      ['acme', '', 'ENABLED'],
      ['globex', '', 'ENABLED'],
    ]);

    await page.getByRole('button', { name: 'New' }).click();
    await page.getByLabel('Account Name').fill('initech');
    await page.getByLabel('Description').fill('Paper');
    await page.getByRole('button', { name: 'Update' }).click();
    await row(page, 'initech').waitFor();
    await row(page, 'initech').getByText('Edit').click();
    await page.getByLabel('Description').fill('More paper');
    await page.getByRole('button', { name: 'Update' }).click();
    await row(page, 'More paper').waitFor();

    await page.reload();
    await shows(page, [
      ['acme', '', 'ENABLED'],
      ['globex', '', 'ENABLED'],
      ['initech', 'More paper', 'ENABLED'],
    ]);
    await search(page, 'paper');
    await shows(page, [['initech', 'More paper', 'ENABLED']]);
  });

  it('disables an account, whose users then cannot sign in, and enables it again', async () => {
    const { asAda, visit } = await clinicOf(GUS);
    const page = await asAda('/accounts');
    const other = await visit('/login');

    await more(page, 'globex', 'Disable account', 'Change Status');
    await shows(page, [
      ['acme', '', 'ENABLED'],
      ['globex', '', 'DISABLED'],
    ]);
    await signIn(other, GUS.email);
    await refusal(other);

    await more(page, 'globex', 'Enable account', 'Change Status');
    await shows(page, [
      ['acme', '', 'ENABLED'],
      ['globex', '', 'ENABLED'],
    ]);
    await signIn(other, GUS.email);
    await sees(other, 'Hello, Gus');
  });

  it('leaves alone the status of an account that is renamed: the form shows it and does not send it', async () => {
    const { asAda, users, ctx, clock } = await clinicOf();
    const { account } = await users.create(GUS);
    await ctx.store.accounts.update(account.id, { status: 'DISABLED' }, clock.now());
    const page = await asAda('/accounts');

    await row(page, 'globex').getByText('Edit').click();
    await page.getByLabel('Account Name').fill('hooli');
    await choose(page, 'Status', 'ENABLED');
    await page.getByRole('button', { name: 'Update' }).click();

    await shows(page, [
      ['acme', '', 'ENABLED'],
      ['hooli', '', 'DISABLED'],
    ]);
  });

  it('removes an account with its users', async () => {
    const { asAda } = await clinicOf(GUS);
    const page = await asAda('/accounts');
    await remove(page, 'globex');
    await shows(page, [['acme', '', 'ENABLED']]);
    await page.getByRole('link', { name: 'Users' }).click();
    await shows(page, [ADA_ROW]);
  });

  it('shows an admin the own account', async () => {
    const { users, visitAs } = await clinicOf(GUS);
    const page = await visitAs(await users.create(AMY), '/accounts');
    await shows(page, [['acme', '', 'ENABLED']]);
  });
});

describe('the table of roles', () => {
  it('adds a role to an account, changes and removes it', async () => {
    const { asAda } = await clinicOf(BEN);
    const page = await asAda('/accounts');
    await openAccount(page, 'acme', 'roles...');
    await expect.poll(() => names(page), PATIENCE).toEqual(['doctor', 'super-admin']);

    await page.getByRole('button', { name: 'New' }).click();
    await page.getByLabel('Role Name').fill('nurse');
    await page.getByRole('button', { name: 'Update' }).click();
    await row(page, 'nurse').waitFor();
    await row(page, 'nurse').getByText('Edit').click();
    await page.getByLabel('Role Name').fill('midwife');
    await page.getByRole('button', { name: 'Update' }).click();
    await row(page, 'midwife').waitFor();
    await page.reload();
    await expect.poll(() => names(page), PATIENCE).toEqual(['doctor', 'midwife', 'super-admin']);

    await remove(page, 'midwife');
    await expect.poll(() => names(page), PATIENCE).toEqual(['doctor', 'super-admin']);
    await page.reload();
    await expect.poll(() => names(page), PATIENCE).toEqual(['doctor', 'super-admin']);
  });

  it('leaves alone the status of a role that is renamed: the form shows it and does not send it', async () => {
    const { asAda, users, ctx, clock } = await clinicOf();
    const { roles } = await users.create(BEN);
    await ctx.store.roles.update(roles[0]?.id ?? '', { status: 'DISABLED' }, clock.now());
    const page = await asAda('/accounts');
    await openAccount(page, 'acme', 'roles...');

    await row(page, 'doctor').getByText('Edit').click();
    await page.getByLabel('Role Name').fill('surgeon');
    await choose(page, 'Status', 'ENABLED');
    await page.getByRole('button', { name: 'Update' }).click();

    await row(page, 'surgeon').waitFor();
    expect(await rows(page)).toContainEqual(['surgeon', '', 'DISABLED']);
  });
});

/** What a reader sees of each row, without the buttons. */
function rows(page: Page): Promise<string[][]> {
  return page.locator('.react-bs-container-body tr').evaluateAll((lines: HTMLElement[]) =>
    lines.map((line) =>
      [...line.querySelectorAll('td')]
        .filter((cell) => cell.offsetParent !== null)
        .slice(0, -1)
        .map((cell) => cell.innerText.trim()),
    ),
  );
}

async function names(page: Page): Promise<string[]> {
  return (await rows(page)).map(([name = '']) => name);
}

/** Waits until these are the rows. */
async function shows(page: Page, expected: string[][]): Promise<void> {
  await expect.poll(() => rows(page), PATIENCE).toEqual(expected);
}

/** The row with this text. */
function row(page: Page, text: string): Locator {
  return page.locator('.react-bs-container-body tr', { hasText: text });
}

async function search(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder('Search').fill('');
  await page.getByPlaceholder('Search').pressSequentially(text);
}

/** Chooses what stands behind "more..." in a row, and confirms it. */
async function more(page: Page, text: string, action: string, confirmation: string): Promise<void> {
  await row(page, text).getByRole('button', { name: 'more...' }).click();
  await row(page, text).getByText(action).click();
  await page.locator('.modal-footer').getByText(confirmation, { exact: true }).click();
  await dialogIsGone(page);
}

async function openAccount(page: Page, name: string, what: string): Promise<void> {
  await row(page, name).getByRole('button', { name: 'more...' }).click();
  await row(page, name).getByText(what).click();
}

async function remove(page: Page, text: string): Promise<void> {
  await row(page, text).getByText('Delete').click();
  await page.locator('.modal-body').getByRole('checkbox').check();
  await page.locator('.modal-footer').getByText('Commit').click();
  await dialogIsGone(page);
}

/** Until it has faded away it keeps the focus. */
async function dialogIsGone(page: Page): Promise<void> {
  await page.locator('.modal').waitFor({ state: 'detached' });
}

async function fillIn(page: Page, { givenName, surname, email }: typeof BEN): Promise<void> {
  await page.getByLabel('First Name').fill(givenName);
  await page.getByLabel('Last Name').fill(surname);
  await page.getByLabel('Email').fill(email);
}

/** Chooses from a list that opens under a label. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).press('ArrowDown');
  await page.locator('.Select-option', { hasText: option }).click();
}

async function importFile(page: Page, lines: string[], { silently = false } = {}): Promise<void> {
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.locator('.modal-content');
  if (silently) await dialog.locator('[name=disableNewUserWorkflow]').check();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choose file' }).click(),
  ]);
  await chooser.setFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await dialog.getByText('users.csv').waitFor();
  await dialog.locator('.modal-footer').getByRole('button', { name: 'Import' }).click();
}
