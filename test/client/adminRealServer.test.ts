// The administration on the real server: what it saves, what it refuses, and what it tells of both.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Userdb } from '../../server/userdb.ts';
import { addUser } from '../../server/workflows/addUser.ts';
import { openBrowser, sees } from '../journeys/person.ts';
import { movableClock } from '../support/clock.ts';
import { ADA, ANN, realServers } from './realServer.ts';

const start = realServers('development');

const SUE = { email: 'sue@example.com', password: 'four green herons', givenName: 'Sue', surname: 'Super' };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, label: string) => page.getByRole('dialog').getByLabel(label, { exact: true });

async function startWithSue() {
  const clock = movableClock();
  const server = await start({ passwordsExpireInSeconds: 0 }, clock.now);
  const ctx = await Userdb.contextOf(server.userdb);
  await addUser(ctx, { ...SUE, account: 'head office', roles: ['super-admin'] });
  // Whoever changes something does so after it was made.
  clock.pass(60);
  return { server, ctx, clock };
}

async function signIn(url: string, { email, password }: { email: string; password: string }, path: string) {
  const visit = await openBrowser({ viewport: { width: 1280, height: 900 } });
  await visit.page.goto(`${url}/login`);
  await visit.page.getByLabel('E-mail or user name').fill(email);
  await visit.page.getByRole('textbox', { name: 'Password' }).fill(password);
  await visit.page.keyboard.press('Enter');
  await sees(visit.page, /^Hello/);
  await visit.page.goto(url + path);
  await visit.page.getByText(/found$/).waitFor();
  return visit;
}

async function edit(page: Page, name: string) {
  await button(page, `Actions for ${name}`).click();
  await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  await page.getByRole('dialog').getByRole('group', { name: 'Roles' }).getByRole('checkbox').first().waitFor();
}

test('a super-admin makes a user with a password in another account, who signs in with it', {
  timeout: 60_000,
}, async () => {
  const { server, ctx } = await startWithSue();
  const { page, complaints } = await signIn(server.url, SUE, '/admin/users');
  await button(page, 'New user').click();
  await field(page, 'Account').selectOption('acme');
  await field(page, 'First name').fill('Cleo');
  await field(page, 'Last name').fill('Carter');
  await field(page, 'E-mail').fill('cleo@example.com');
  await page.getByRole('radio', { name: 'Set a password now' }).check();
  await field(page, 'Password').fill('eleven blue herons');
  await page.getByRole('checkbox', { name: 'admin', exact: true }).check();
  await field(page, 'Custom data (optional)').fill('{"team": "blue"}');
  await button(page, 'Save').click();
  await page.getByRole('row', { name: 'Cleo Carter' }).getByText('Enabled').waitFor();

  expect(await ctx.store.users.findByLogin('cleo@example.com')).toMatchObject({
    status: 'ENABLED',
    account: { name: 'acme' },
    customData: { team: 'blue' },
  });
  const cleo = await signIn(server.url, { email: 'cleo@example.com', password: 'eleven blue herons' }, '/admin/users');
  expect([...complaints, ...cleo.complaints]).toEqual([]);
});

test('two administrators who edit the same user lose nothing of each other', { timeout: 60_000 }, async () => {
  const { server, ctx, clock } = await startWithSue();
  const [ada, sue] = await Promise.all([
    signIn(server.url, ADA, '/admin/users'),
    signIn(server.url, SUE, '/admin/users'),
  ]);
  await edit(ada.page, 'Ann Lee');
  await edit(sue.page, 'Ann Lee');
  clock.pass(1);
  await field(sue.page, 'Last name').fill('Leigh');
  await button(sue.page, 'Save').click();
  await sue.page.getByRole('row', { name: 'Ann Leigh' }).waitFor();

  await field(ada.page, 'Middle name (optional)').fill('Mary');
  await button(ada.page, 'Save').click();
  await ada.page.getByText('Somebody else has changed this meanwhile').waitFor();
  expect(await ada.page.getByLabel('Theirs: Leigh').isChecked()).toBe(true);
  expect(await ctx.store.users.findByLogin(ANN.email)).toMatchObject({ surname: 'Leigh', middleName: null });
  await button(ada.page, 'Save').click();
  await ada.page.getByRole('row', { name: 'Ann Mary Leigh' }).waitFor();
  expect(await ctx.store.users.findByLogin(ANN.email)).toMatchObject({ surname: 'Leigh', middleName: 'Mary' });
});

test('what would leave nobody in charge is refused, with the reason where it was asked for', {
  timeout: 60_000,
}, async () => {
  const { server, ctx } = await startWithSue();
  const { page } = await signIn(server.url, SUE, '/admin/users');
  await edit(page, 'Sue Super');
  await page.getByRole('checkbox', { name: 'super-admin' }).uncheck();
  await button(page, 'Save').click();
  await page.getByRole('dialog').getByText('nor give up your own admin role').waitFor();
  expect(await page.getByRole('checkbox', { name: 'super-admin' }).isChecked()).toBe(false);

  await page.goto(`${server.url}/admin/accounts`);
  await button(page, 'Actions for head office').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('1 user goes with it.').waitFor();
  await page.getByLabel('Type “head office” to go on').fill('head office');
  await page.getByLabel('I understand').check();
  await button(page, 'Delete account').click();
  await page
    .getByRole('alertdialog')
    .getByRole('alert')
    .getByText(/yourself|last super-admin/)
    .waitFor();
  expect((await ctx.store.users.findByLogin(SUE.email))?.roles.map(({ name }) => name)).toEqual(['super-admin']);
});

test('an administrator never gets to choose the role above them, and reads what happened in words', {
  timeout: 60_000,
}, async () => {
  const { server, ctx } = await startWithSue();
  await addUser(ctx, {
    email: 'zoe@example.com',
    password: 'three red herons',
    account: 'acme',
    roles: ['super-admin'],
  });
  const { page } = await signIn(server.url, ADA, '/admin/users');
  await edit(page, 'Ann Lee');
  const roles = await page.getByRole('group', { name: 'Roles' }).getByRole('checkbox').count();
  expect(await page.getByRole('checkbox', { name: 'super-admin' }).count()).toBe(0);
  expect(roles).toBe(1);
  await field(page, 'Last name').fill('Leigh');
  await button(page, 'Save').click();
  await page.getByRole('row', { name: 'Ann Leigh' }).waitFor();

  await page.getByRole('link', { name: 'Audit trail' }).click();
  const change = page.getByRole('row').filter({ hasText: 'User changed' });
  await change.getByText('Ann Leigh').waitFor();
  await change.getByText('Ada Archer').waitFor();
});
