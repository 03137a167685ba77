// What happened, for administrators: in words, narrowed by the server, and as a file.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AuditEvent } from '../../client/adminWire.ts';
import adminEn from '../../client/messages/admin/en.ts';
import { OUTCOMES } from '../../server/audit/events.ts';
import { MAIL_KINDS } from '../../server/mail/kinds.ts';
import { seriousFaults } from '../setup/axe.ts';
import { adminServer } from './adminFixtures.ts';
import type { Replies, SeenRequest } from './fixtureServer.ts';
import { REFUSED } from './fixtures.ts';
import { screenOpener } from './screens.ts';
import { auditEvent, BY_ROSA, trailOf } from './tenantFixtures.ts';

const open = screenOpener();

const EVENTS = [
  auditEvent('1', 'password.changed', BY_ROSA),
  auditEvent('2', 'login.failed', { outcome: 'refused', details: { reason: 'password' } }),
  auditEvent('3', 'user.roles-set', { ...BY_ROSA, details: { roles: ['doctor', 'nurse'] } }),
  auditEvent('4', 'coffee.made', { user: null, address: null, details: { by: 'gone' } }),
];

const cells = (page: Page) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));
const asked = (requests: SeenRequest[]) =>
  requests.filter(({ path }) => path === '/events/list').map(({ body }) => body);

async function openTrail(events: readonly AuditEvent[] = EVENTS, query = '', context = {}) {
  const answers: Replies = { ...adminServer().replies, ...trailOf(events) };
  const screen = await open(`/admin/events${query}`, { answers, context });
  await screen.page.getByText(/\d+ (entry|entries) found/).waitFor();
  return screen;
}

test('every type that the server knows has words', () => {
  const words = new Set(Object.keys(adminEn));
  expect(Object.keys(OUTCOMES).filter((type) => !words.has(`admin.audit.${type}`))).toEqual([]);
});

test('what happened to whom, by whom, from where, and what came of it; what is not known stands as it is', async () => {
  const { page } = await openTrail();
  expect(await cells(page)).toEqual([
    ['Password changed', 'Ben Bright', 'Rosa Root', '203.0.113.7', 'Done'],
    ['Sign-in failed', 'Ben Bright', 'Ben Bright', '203.0.113.7', 'Refused'],
    ['Roles changed: doctor, nurse', 'Ben Bright', 'Rosa Root', '203.0.113.7', 'Done'],
    ['coffee.made', '–', 'gone', '–', 'Done'],
  ]);
  expect(await page.getByRole('rowheader').first().locator('time').getAttribute('datetime')).toBe(EVENTS[0]?.at);
  expect(await seriousFaults(page)).toEqual([]);
});

test('every kind of mail has words', () => {
  const words = new Set(Object.keys(adminEn));
  expect(MAIL_KINDS.filter((kind) => !words.has(`admin.audit.kind.${kind}`))).toEqual([]);
});

test('of a mail it says which; who asked for a link to an address without an account was sent none', async () => {
  const nobody = { user: null, address: null };
  const { page } = await openTrail([
    auditEvent('1', 'password.reset-requested', nobody),
    auditEvent('2', 'mail.sent', { details: { kind: 'accountInvitation' } }),
    auditEvent('3', 'mail.dropped', { details: { kind: 'accountExists' } }),
    auditEvent('4', 'mail.given-up', { details: { kind: 'postcard' } }),
  ]);
  const told = await cells(page);
  expect(told[0]).toEqual(['Asked for a link to a new password', '–', '–', '–', 'Done']);
  expect(told.map(([what]) => what).slice(1)).toEqual([
    'Mail sent: invitation',
    'Mail not sent: there is an account already',
    'Mail could not be delivered: postcard',
  ]);
});

test('who signs in does it by oneself, whatever the way in', async () => {
  const { page } = await openTrail([auditEvent('s', 'login.succeeded', { details: { by: 'password' } })]);
  expect(await cells(page)).toEqual([['Signed in', 'Ben Bright', 'Ben Bright', '203.0.113.7', 'Done']]);
});

test('who did it: people themselves what only they do, an administrator or nobody known anything else', async () => {
  const types = Object.keys(OUTCOMES);
  const { page } = await openTrail(types.map((type, index) => auditEvent(String(index), type)));
  await page.getByLabel('Rows per page').selectOption('100');
  await expect.poll(() => page.getByRole('rowheader').count()).toBe(types.length);
  const told = await cells(page);
  const byThemselves = types.filter((_, index) => told[index]?.[2] === 'Ben Bright');
  expect(told.filter(([, , who]) => who === '–')).toHaveLength(types.length - byThemselves.length);
  expect(byThemselves).toEqual([
    'login.succeeded',
    'login.failed',
    'logout',
    'user.registered',
    'user.registered-again',
    'user.verified',
    'verification.requested',
    'password.reset-requested',
    'password.reset',
    'password.changed',
    'email.change-requested',
    'profile.changed',
    'session.ended',
    'token.granted',
    'token.revoked',
  ]);
});

test('in the file, too, who got a mail is not who did it', async () => {
  const sent = auditEvent('1', 'mail.sent', { details: { kind: 'forgotPassword' } });
  const { page } = await openTrail([sent]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const [, line] = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
  expect(line).toContain('"Mail sent: link to a new password","","","Ben Bright","ben@example.com"');
});

test('it is narrowed by type and by days, which are those of whoever looks', async () => {
  const { page, server } = await openTrail(EVENTS, '', { timezoneId: 'America/New_York' });
  await page.getByLabel('What').selectOption('Sign-in failed');
  await page.getByText('1 entry found').waitFor();
  await page.getByLabel('From', { exact: true }).fill('2026-01-05');
  await page.getByLabel('Until').fill('2026-01-06');
  await expect
    .poll(() => asked(server.requests).at(-1))
    .toMatchObject({ type: 'login.failed', from: '2026-01-05T05:00:00.000Z', to: '2026-01-07T05:00:00.000Z' });
  expect(new URL(page.url()).search).toBe('?type=login.failed&from=2026-01-05&to=2026-01-06');
});

test('nobody is asked about the year 2 while somebody types 2026', async () => {
  const { page, server } = await openTrail();
  await page.getByLabel('From', { exact: true }).pressSequentially('01052026');
  await expect.poll(() => asked(server.requests).at(-1)?.from).toMatch(/^2026-01-0/);
  const years = asked(server.requests).flatMap((body) => (body?.from ? [String(body.from).slice(0, 4)] : []));
  expect(new Set(years)).toEqual(new Set(['2026']));
});

test('it is read page by page', async () => {
  const events = Array.from({ length: 45 }, (_, index) => auditEvent(String(index), 'logout'));
  const { page, server } = await openTrail(events);
  await page.getByText('45 entries found').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('21–40 of 45').waitFor();
  await expect
    .poll(() => asked(server.requests).at(-1))
    .toMatchObject({ offset: 20, limit: 20, orderby: ['at', 'desc'] });
});

test('the file has all that match, once each, and nothing that a spreadsheet would run', async () => {
  const events = Array.from({ length: 1500 }, (_, index) => auditEvent(String(index), 'logout'));
  const risky = auditEvent('x', 'user.changed', { user: { id: 'x', fullName: '=1+1', email: 'x@example.com' } });
  const { page, server } = await openTrail([risky, ...events]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('events.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 1 + 1500);
  expect(lines[0]).toBe(
    '\ufeff"time","type","what","by","byEmail","user","userEmail","address","agent","outcome","details"',
  );
  expect(lines[1]).toContain(`"'=1+1"`);
  expect(lines[2]).toBe(
    '"2026-01-05T12:00:00.000Z","logout","Signed out","Ben Bright","","Ben Bright","ben@example.com","203.0.113.7","Firefox","ok","{}"',
  );
  await page.getByRole('status').getByText('Downloaded: 1501').waitFor();
  // Both pages of it up to the same moment: what happens meanwhile moves nothing.
  const reads = asked(server.requests).filter((body) => body?.limit === 1000);
  expect(reads.map((body) => body?.offset)).toEqual([0, 1000]);
  expect(new Set(reads.map((body) => body?.to)).size).toBe(1);
});

test('a file that cannot be read to its end is none, and the reason is said', async () => {
  const { page, server } = await openTrail();
  server.answers['POST /events/list'] = REFUSED(500, 'Broken.', 'SERVER_ERROR');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  await page.getByRole('alert').getByText('Something went wrong on our side').waitFor();
});

test('where the server tells nothing, there is no tab for it', async () => {
  const { page } = await open('/admin/users', { answers: adminServer().replies });
  await page.getByText('6 users found').waitFor();
  await page.getByRole('link', { name: 'Roles' }).waitFor();
  expect(await page.getByRole('link', { name: 'Audit trail' }).count()).toBe(0);
});
