// userdb 1's faults in the import of users.
import { describe, expect, it } from 'vitest';
import { adminOf } from '../contract/people.ts';
import { expectAccount, expectError, mailsTo } from '../contract/wire.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { csv, sendFile } from '../support/upload.ts';
import { xlsx } from '../support/xlsx.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADER = ['first name', 'last name', 'e-mail', 'role', 'password'];
const IDA = ['Ida', 'Ohm', 'ida@example.com', 'cook'];

const table = (...rows: string[][]) => csv([HEADER, ...rows]);

async function startWithAdmin() {
  const running = await startUserdb();
  const { user, browser } = await adminOf(running, 'acme');
  const upload = (file: string | Buffer, fields: Record<string, string> = {}) =>
    sendFile(browser, file, { fields, ...(typeof file !== 'string' && { type: XLSX }) });
  const find = (email: string) => running.ctx.store.users.findByLogin(email);
  return { ...running, admin: user, upload, find };
}

describe('faults of userdb 1: import', () => {
  it('fault 27: nobody is ENABLED with a password that no one chose', async () => {
    const { upload, find } = await startWithAdmin();
    const reply = await upload(table(IDA), { disableNewUserWorkflow: 'true' });
    expect(reply.status).toBe(400);
    expect(await find('ida@example.com')).toBeNull();
  });

  it('fault 27: who is imported without a password is invited to choose one', async () => {
    const { upload, users, mailbox } = await startWithAdmin();
    expect((await upload(table(IDA))).text).toBe('OK');
    const ida = await users.find('ida@example.com');
    expect(ida.status).toBe('PENDING');
    expect((await mailsTo(mailbox, ida)).map(({ text }) => /sptoken=/.test(text))).toEqual([true]);
  });

  it('fault 28: an import changes no ENABLED user into a PENDING one', async () => {
    const { upload, users, browser, mailbox } = await startWithAdmin();
    const ben = await users.create({ account: 'acme' });
    expect((await upload(table(['Ben', 'Bright', ben.email, 'cook']))).text).toBe('OK');
    expect(await users.find(ben.email)).toMatchObject({ status: 'ENABLED', roles: [{ name: 'cook' }] });
    expect(await mailsTo(mailbox, ben)).toEqual([]);
    expectAccount(await browser.signIn(ben, PASSWORD));
  });

  it('fault 28: an import gives nobody of another account a role', async () => {
    const { upload, users } = await startWithAdmin();
    const gus = await users.create({ account: 'globex' });
    expect((await upload(table(['Gus', 'Grey', gus.email, 'cook']))).status).toBe(400);
    expect(await users.find(gus.email)).toMatchObject({ roles: [], account: { name: 'globex' } });
  });

  it('fault 28: /users/resend_invite changes no ENABLED user into a PENDING one', async () => {
    const running = await startUserdb();
    const { browser } = await adminOf(running, 'acme');
    const ben = await running.users.create({ account: 'acme' });
    expectError(await browser.post('/users/resend_invite', { userId: ben.id }), 409);
    expect((await running.users.find(ben.email)).status).toBe('ENABLED');
  });

  it('fault 29: an import logs neither hashes nor users', async () => {
    const { upload, users, log } = await startWithAdmin();
    const fields = { disableNewUserWorkflow: 'true' };
    expect((await upload(table([...IDA, PASSWORD]), fields)).text).toBe('OK');
    const { password } = await users.find('ida@example.com');
    const printed = JSON.stringify(log);
    for (const secret of [password, PASSWORD, 'ida@example.com', 'Ohm']) expect(printed).not.toContain(secret);
  });

  it.each([
    ['true', [HEADER], ['ida', 'ole']],
    ['false', [], ['ida', 'ole']],
  ])('fault 30: with ignoreHeaders %s an XLSX loses no row', async (ignoreHeaders, above, names) => {
    const { upload, find } = await startWithAdmin();
    const rows = [...above, IDA, ['Ole', 'Ulm', 'ole@example.com', 'cook']];
    expect((await upload(xlsx(rows), { ignoreHeaders })).text).toBe('OK');
    for (const name of names) expect((await find(`${name}@example.com`))?.status).toBe('PENDING');
  });

  it('fault 30: one wrong row refuses the whole file, and is named', async () => {
    const { upload, find, mailbox } = await startWithAdmin();
    const reply = await upload(
      table(IDA, ['Ole', 'Ulm', 'no address', 'cook'], ['Una', 'Ash', 'una@example.com', 'cook']),
    );
    expect(reply.status).toBe(400);
    expect(reply.text).toMatch(/\b3\b/);
    // Nothing goes on behind the answer: whatever it caused would have to be a mail by now.
    expect(await mailbox.all()).toEqual([]);
    for (const name of ['ida', 'una']) expect(await find(`${name}@example.com`)).toBeNull();
  });
});
