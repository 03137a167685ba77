// /users/import: the last part of 2.12.1, what was decided in 10.9, D58, and v1's faults 27 to 30.
import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { ImportResult } from '../../server/workflows/importUsers.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { csv, sendFile } from '../support/upload.ts';
import { xlsx } from '../support/xlsx.ts';
import { adminOf, person, superAdmin } from './people.ts';
import { expectError, NEW_PASSWORD, subjectsTo } from './wire.ts';

const HEADER = ['First name', 'Last name', 'E-mail', 'Role', 'Password', 'Account'];
const IDA = ['Ida', 'Ohm', 'ida@example.com', 'doctor'];
const JAN = ['Jan', 'Poe', 'jan@example.com', 'nurse'];
const INVITED = 'You have been invited';

/** With invitations, an admin of `acme`, and a super-admin. */
async function start(options: Options = {}) {
  const running = await startUserdb({ email: { accountInvitation: { enabled: true } }, ...options });
  return { ...running, admin: (await adminOf(running, 'acme')).browser, root: (await superAdmin(running)).browser };
}

function expectText(reply: Reply, status: number): string {
  expect(reply.status, reply.text).toBe(status);
  expect(reply.headers.get('Content-Type')).toMatch(/^text\/plain\b/);
  return reply.text;
}

/** 200 with the text of userdb 1. */
function expectOk(reply: Reply): void {
  expect(expectText(reply, 200)).toBe('OK');
}

/** 200 with a report as JSON. */
function expectReport(reply: Reply): ImportResult {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  return reply.json as unknown as ImportResult;
}

const rolesOf = ({ roles }: { roles: { name: string }[] }) => roles.map(({ name }) => name);

describe('2.12.1 /users/import: the request', () => {
  test('the one non-JSON answer: text OK', async () => {
    const { admin, users } = await start();
    expectOk(await sendFile(admin, csv([HEADER, IDA])));
    expect(await users.find('ida@example.com')).toMatchObject({ givenName: 'Ida', surname: 'Ohm', status: 'PENDING' });
  });

  test('the file may be in any field', async () => {
    const { admin, users } = await start();
    expectOk(await sendFile(admin, csv([HEADER, IDA]), { field: 'upload[0]' }));
    await users.find('ida@example.com');
  });

  test('"at most 25 MiB": 413 past that', async () => {
    const { admin } = await start();
    const most = 25 * 1024 * 1024;
    expect(expectText(await sendFile(admin, Buffer.alloc(most, 'x')), 400)).toMatch(/line 1 does not end/);
    expectText(await sendFile(admin, Buffer.alloc(most + 1, 'x')), 413);
    // So much that the announced length alone says it.
    expectText(await sendFile(admin, Buffer.alloc(most + 1024 * 1024, 'x')), 413);
  });

  test('`ignoreHeaders` is true by default and skips exactly the first row; false skips none', async () => {
    const { admin, ctx, users } = await start();
    expectOk(await sendFile(admin, csv([IDA, JAN])));
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
    await users.find('jan@example.com');

    expectOk(await sendFile(admin, csv([IDA]), { fields: { ignoreHeaders: 'false' } }));
    await users.find('ida@example.com');
  });

  test('the strings true and false become booleans; anything else is 400, so that no preview is taken for the deed', async () => {
    const { admin, ctx } = await start();
    const fields = { disableNewUserWorkflow: 'true', ignoreHeaders: 'true', dryRun: 'false' };
    expectOk(await sendFile(admin, csv([HEADER, [...JAN, PASSWORD]]), { fields }));
    expect(await ctx.store.users.findByLogin('jan@example.com')).toMatchObject({ status: 'ENABLED' });

    expect(expectText(await sendFile(admin, csv([HEADER, IDA]), { fields: { dryRun: 'yes' } }), 400)).toMatch(/dryRun/);
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
  });

  test.each(['undefined', 'null', ''])('accountId %j counts as absent', async (accountId) => {
    const { admin, root, users } = await start();
    expectOk(await sendFile(admin, csv([HEADER, IDA]), { fields: { accountId } }));
    expectOk(await sendFile(root, csv([HEADER, [...JAN, '', 'globex']]), { fields: { accountId } }));
    expect((await users.find('ida@example.com')).account.name).toBe('acme');
    expect((await users.find('jan@example.com')).account.name).toBe('globex');
  });

  test('XLSX by its MIME type, its name or its first bytes; everything else is read as CSV', async () => {
    const { admin, ctx } = await start();
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const files: [string, string | Buffer, { name: string; type: string }][] = [
      ['a@example.com', xlsx([HEADER, ['A', 'B', 'a@example.com']]), { name: 'users', type }],
      ['b@example.com', xlsx([HEADER, ['A', 'B', 'b@example.com']]), { name: 'users.xlsx', type: '' }],
      ['c@example.com', xlsx([HEADER, ['A', 'B', 'c@example.com']]), { name: 'users.csv', type: 'text/csv' }],
      ['d@example.com', csv([HEADER, ['A', 'B', 'd@example.com']]), { name: 'users', type: 'image/png' }],
    ];
    for (const [email, file, sent] of files) {
      expectOk(await sendFile(admin, file, sent));
      expect(await ctx.store.users.findByLogin(email), email).not.toBeNull();
    }
    for (const sent of [
      { name: 'users', type },
      { name: 'users.XLSX', type: '' },
    ]) {
      expect(expectText(await sendFile(admin, csv([HEADER, IDA]), sent), 400)).toMatch(/XLSX/);
    }
  });

  test('the first sheet only', async () => {
    const { admin } = await start();
    const reply = await sendFile(admin, xlsx([HEADER, IDA, JAN]), { fields: { dryRun: 'true' } });
    expect(expectReport(reply)).toMatchObject({ rows: 2, created: 2 });
  });

  test('without a file, with two, with an empty one, or broken: 400; not multipart: 415', async () => {
    const { admin } = await start();
    const headers = { Origin: admin.url };
    const form = new FormData();
    form.append('ignoreHeaders', 'true');
    expectText(await admin.send('POST', '/users/import', form, { accept: null, headers }), 400);
    for (const name of ['a', 'b']) form.append(name, new Blob([csv([HEADER, IDA])]), 'users.csv');
    expectText(await admin.send('POST', '/users/import', form, { accept: null, headers }), 400);
    expectText(await sendFile(admin, ''), 400);

    const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nIda,Ohm';
    const send = (type: string) => admin.post('/users/import', cut, { type, accept: null, headers });
    expectText(await send('multipart/form-data; boundary=x'), 400);
    expectText(await send('multipart/form-data'), 400);
    expectText(await send('text/csv'), 415);
    expectText(await admin.post('/users/import', {}, { accept: null, headers }), 415);
  });

  test('401 without a session, 403 without a role, 405 for GET', async () => {
    const running = await start();
    const nobody = await sendFile(running.newBrowser(), csv([HEADER, IDA]));
    expectError(nobody, 401);
    expectText(await sendFile((await person(running)).browser, csv([HEADER, IDA])), 403);
    expect((await running.admin.get('/users/import')).status).toBe(405);
  });

  test('1.9 rule 4: a cookie takes an Origin, and not that of another site', async () => {
    const { admin, ctx } = await start();
    expectText(await sendFile(admin, csv([HEADER, IDA]), { headers: {} }), 403);
    expectText(await sendFile(admin, csv([HEADER, IDA]), { headers: { Origin: 'https://evil.example' } }), 403);
    expectText(await sendFile(admin, csv([HEADER, IDA]), { headers: { Origin: 'null' } }), 403);
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
  });

  test('an access token in the header takes no Origin', async () => {
    const running = await start({ endpoints: { oauth: { enabled: true } } });
    const { user } = await adminOf(running, 'acme');
    const program = running.newBrowser();
    const grant = { grant_type: 'password', username: user.email, password: PASSWORD };
    const { access_token } = (await program.form('/oauth/token', grant)).json ?? {};

    expectOk(await sendFile(program, csv([HEADER, IDA]), { headers: { Authorization: `Bearer ${access_token}` } }));
  });
});

describe('2.12.1 /users/import: the rows', () => {
  test('first name, last name and e-mail are required, and the address has to be one; cells are trimmed', async () => {
    const { admin, users } = await start();
    const text = expectText(
      await sendFile(admin, csv([HEADER, ['', '', ''], ['A', ' ', 'nonsense'], ['', 'B', '']])),
      400,
    );
    expect(text).toMatch(/Line 3, surname: .*required.* Line 4, givenName: .*required/);

    expectOk(await sendFile(admin, csv([HEADER, ['\t Ida ', ' Ohm ', ' ida@example.com ', ' doctor ']])));
    const ida = await users.find('ida@example.com');
    expect(ida).toMatchObject({
      givenName: 'Ida',
      surname: 'Ohm',
      email: 'ida@example.com',
      username: 'ida@example.com',
    });
    expect(rolesOf(ida)).toEqual(['doctor']);
  });

  test('a field that nobody asks for refuses the file: a misspelt dryrun must not import it', async () => {
    const { root, ctx } = await start();
    const misspelt = { fields: { dryrun: 'true' } };
    expectText(await sendFile(root, csv([HEADER, [...JAN, '', 'globex']]), misspelt), 400);
    expect(await ctx.store.users.findByLogin('jan@example.com')).toBeNull();
  });

  test('an admin: own account always, the account column ignored', async () => {
    const { admin, root, users, ctx } = await start();
    expectOk(await sendFile(admin, csv([HEADER, [...IDA, '', 'globex']])));
    expect((await users.find('ida@example.com')).account.name).toBe('acme');
    expect(await ctx.store.accounts.findByName('globex')).toBeNull();

    expectOk(await sendFile(root, csv([HEADER, [...JAN, '', 'globex']])));
    const { account } = await users.find('jan@example.com');
    const elsewhere = csv([HEADER, ['Kim', 'Qua', 'kim@example.com']]);
    expectOk(await sendFile(admin, elsewhere, { fields: { accountId: account.id } }));
    expect((await users.find('kim@example.com')).account.name).toBe('acme');
  });

  test('D58 a super-admin: with accountId the account column is ignored; an unknown one is 404', async () => {
    const { root, users, ctx } = await start();
    const { account } = await users.create({ account: 'initech' });
    expectOk(await sendFile(root, csv([HEADER, [...IDA, '', 'globex']]), { fields: { accountId: account.id } }));
    expect((await users.find('ida@example.com')).account.name).toBe('initech');
    expect(await ctx.store.accounts.findByName('globex')).toBeNull();
    expectText(await sendFile(root, csv([HEADER, JAN]), { fields: { accountId: 'nowhere' } }), 404);
  });

  test('a super-admin with neither: 400 as text', async () => {
    const { root, ctx } = await start();
    expect(expectText(await sendFile(root, csv([HEADER, IDA])), 400)).toMatch(/Line 2, account: .*required/);
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
  });

  test('the account is found or made by its name, with the role admin in it; so is the role of the row', async () => {
    const { root, users, ctx } = await start();
    const doctor = await users.create({ account: 'globex', roles: ['doctor'] });
    expectOk(await sendFile(root, csv([HEADER, [...IDA, '', 'globex'], [...JAN, '', 'initech']])));

    const [ida, jan] = [await users.find('ida@example.com'), await users.find('jan@example.com')];
    expect(ida.account.id).toBe(doctor.account.id);
    expect(ida.roles[0]?.id).toBe(doctor.roles[0]?.id);
    const made = await ctx.store.roles.ofAccounts([jan.account.id]);
    expect(made.map(({ name }) => name)).toEqual(['admin', 'nurse']);
  });

  test('a user who is there gets the role, and nothing else changes', async () => {
    const { admin, users, mailbox } = await start();
    const ben = await users.create({ email: 'ben@example.com', roles: ['cook'], status: 'DISABLED' });
    expectOk(await sendFile(admin, csv([HEADER, ['Other', 'Name', 'BEN@example.com', 'baker', NEW_PASSWORD]])));

    const now = await users.find('ben@example.com');
    expect(rolesOf(now)).toEqual(['baker', 'cook']);
    expect({ ...now, roles: [] }).toEqual({ ...ben, roles: [] });
    expect(await subjectsTo(mailbox, ben)).toEqual([]);
  });

  test('a user may have several rows, each with another role: as the export of the command line writes them', async () => {
    const { admin, users, mailbox } = await start();
    const nurse = ['Other', 'Name', 'IDA@example.com', 'nurse'];
    const accept = 'application/json';
    const report = expectReport(await sendFile(admin, csv([HEADER, IDA, nurse]), { accept }));
    expect(report).toMatchObject({ rows: 2, created: 1, changed: 1, refused: 0, invited: 1 });
    const ida = await users.find('ida@example.com');
    expect(ida).toMatchObject({ givenName: 'Ida', email: 'ida@example.com' });
    expect(rolesOf(ida)).toEqual(['doctor', 'nurse']);
    expect(await subjectsTo(mailbox, ida)).toEqual([INVITED]);
    expect(expectReport(await sendFile(admin, csv([HEADER, IDA, nurse]), { accept }))).toMatchObject({ unchanged: 2 });
  });

  test('created PENDING, with an invitation mailed, or ENABLED and without when the workflow is disabled', async () => {
    const { admin, users, mailbox, newBrowser } = await start();
    expectOk(await sendFile(admin, csv([HEADER, IDA])));
    expectOk(await sendFile(admin, csv([HEADER, [...JAN, PASSWORD]]), { fields: { disableNewUserWorkflow: 'true' } }));

    expect(await users.find('ida@example.com')).toMatchObject({ status: 'PENDING' });
    expect(await subjectsTo(mailbox, { email: 'ida@example.com' })).toEqual([INVITED]);
    expect(await subjectsTo(mailbox, { email: 'jan@example.com' })).toEqual([]);
    expect((await newBrowser().signIn({ email: 'jan@example.com' }, PASSWORD)).status).toBe(200);
  });

  test('decided 15: where accountInvitation is off, accountVerification invites; where both are, nobody is', async () => {
    const off = { enabled: false };
    const verifying = await start({ email: { accountInvitation: off } });
    expectOk(await sendFile(verifying.admin, csv([HEADER, IDA])));
    expect(await subjectsTo(verifying.mailbox, { email: 'ida@example.com' })).toEqual(['Please verify your account']);

    const silent = await start({ email: { accountInvitation: off, accountVerification: off } });
    const report = expectReport(await sendFile(silent.admin, csv([HEADER, IDA]), { accept: 'application/json' }));
    expect(report).toMatchObject({ created: 1, invited: 0 });
    expect(await silent.mailbox.all()).toEqual([]);
  });

  test('the invitation of an import lets its user in', async () => {
    const { admin, mailbox, newBrowser } = await start();
    expectOk(await sendFile(admin, csv([HEADER, IDA])));
    const sptoken = await mailbox.tokenTo({ email: 'ida@example.com' }, INVITED);
    const browser = newBrowser();
    expect(await browser.post('/welcome', { sptoken })).toMatchObject({
      status: 200,
      json: { email: 'ida@example.com' },
    });
  });

  test('no further invitation while one is pending', async () => {
    const { admin, mailbox } = await start();
    for (const _ of [1, 2]) expectOk(await sendFile(admin, csv([HEADER, IDA])));
    expect(await subjectsTo(mailbox, { email: 'ida@example.com' })).toEqual([INVITED]);
  });

  test('"all or nothing, naming the row number": 400 as text, and nothing stays', async () => {
    const { admin, ctx, mailbox } = await start();
    const text = expectText(await sendFile(admin, csv([HEADER, IDA, ['Bad', 'Row', 'nonsense'], JAN])), 400);
    expect(text).toMatch(/^Nothing was imported. Line 3, email: /);
    expect(text).not.toContain('nonsense');
    expect(await ctx.store.users.findByLogins(['ida@example.com', 'jan@example.com'])).toEqual([]);
    expect(await mailbox.all()).toEqual([]);
  });
});

describe('10.9 the preview, and the good rows alone', () => {
  const FILE = csv([
    HEADER,
    IDA,
    ['', 'Row', 'nonsense', 'x'.repeat(33), 'short'],
    JAN,
    ['Ida', 'Again', 'IDA@example.com', 'doctor'],
    ['Ben', 'Bright', 'ben@example.com', 'cook'],
  ]);

  test('dryRun: counts, and every wrong cell with line, field, value and reason; nothing changes', async () => {
    const { admin, users, ctx, mailbox } = await start();
    await users.create({ email: 'ben@example.com' });
    const { wrong, ...counts } = expectReport(await sendFile(admin, FILE, { fields: { dryRun: 'true' } }));

    expect(counts).toMatchObject({
      dryRun: true,
      rows: 5,
      created: 2,
      changed: 1,
      unchanged: 0,
      refused: 2,
      invited: 2,
    });
    expect(wrong).toEqual([
      { line: 3, field: 'givenName', value: '', reason: expect.stringMatching(/required/) },
      { line: 3, field: 'email', value: 'nonsense', reason: expect.stringMatching(/address like/) },
      { line: 3, field: 'role', value: 'x'.repeat(33), reason: expect.stringMatching(/at most 32/) },
      { line: 3, field: 'password', value: null, reason: expect.stringMatching(/at least 8 characters/) },
      { line: 5, field: 'email', value: 'IDA@example.com', reason: expect.stringMatching(/line 2/) },
    ]);
    expect(await ctx.store.users.findByLogins(['ida@example.com', 'jan@example.com'])).toEqual([]);
    expect(rolesOf(await users.find('ben@example.com'))).toEqual([]);
    expect(await mailbox.all()).toEqual([]);
  });

  test('both may be said in the query too', async () => {
    const { admin, ctx } = await start();
    expectReport(await sendFile(admin, FILE, { path: '/users/import?dryRun=true' }));
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
    expectReport(await sendFile(admin, FILE, { path: '/users/import?partial=true' }));
    expect(await ctx.store.users.findByLogin('ida@example.com')).not.toBeNull();
  });

  test('partial: the good rows are written, and the others reported', async () => {
    const { admin, ctx } = await start();
    const report = expectReport(await sendFile(admin, FILE, { fields: { partial: 'true' } }));
    expect(report).toMatchObject({ dryRun: false, rows: 5, created: 3, refused: 2, invited: 3 });
    expect(report.wrong.map(({ line }) => line)).toEqual([3, 3, 3, 3, 5]);
    expect(await ctx.store.users.findByLogins(['ida@example.com', 'jan@example.com', 'ben@example.com'])).toHaveLength(
      3,
    );
  });

  test('the same file twice makes nobody twice', async () => {
    const { admin } = await start();
    const file = csv([HEADER, IDA, JAN]);
    const again = () => sendFile(admin, file, { accept: 'application/json' });
    expect(expectReport(await again())).toMatchObject({ rows: 2, created: 2, unchanged: 0, invited: 2 });
    expect(expectReport(await again())).toMatchObject({ rows: 2, created: 0, unchanged: 2, invited: 0 });
  });

  test('JSON for who asks for it by name, refusals too', async () => {
    const { admin } = await start();
    const accept = 'application/json, text/plain, */*';
    expectReport(await sendFile(admin, csv([HEADER, IDA]), { accept }));
    expectError(await sendFile(admin, csv([HEADER, ['A', 'B', 'nonsense']]), { accept }), 400);
  });

  test('progress by server-sent events, and the report at the end', async () => {
    const { admin } = await start();
    const reply = await sendFile(admin, csv([HEADER, IDA, JAN]), { accept: 'text/event-stream' });
    expect(reply.headers.get('Content-Type')).toMatch(/^text\/event-stream\b/);
    const events = reply.text
      .trim()
      .split('\n\n')
      .map((event) => event.split('\n'));
    expect(events[0]).toEqual(['event: progress', 'data: {"phase":"checking","rows":2,"of":null}']);
    const [name, data = ''] = events.at(-1) ?? [];
    expect(name).toBe('event: result');
    expect(JSON.parse(data.replace('data: ', ''))).toMatchObject({ created: 2, wrong: [] });
  });

  test('or a line of JSON each; a refusal is an event too', async () => {
    const { admin, ctx } = await start();
    const accept = 'application/x-ndjson';
    const lines = ({ text }: Reply) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const good = lines(await sendFile(admin, csv([HEADER, IDA]), { accept }));
    expect(good[0]).toMatchObject({ event: 'progress', phase: 'checking' });
    expect(good.at(-1)).toMatchObject({ event: 'result', created: 1 });

    const bad = lines(await sendFile(admin, csv([HEADER, JAN, ['A', 'B', 'nonsense']]), { accept }));
    expect(bad.at(-1)).toEqual({
      event: 'refused',
      status: 400,
      message: expect.stringMatching(/Line 3/),
      code: 'IMPORT_REFUSED',
    });
    expect(await ctx.store.users.findByLogin('jan@example.com')).toBeNull();
  });
});

describe('which column is what: added after userdb 1', () => {
  const SWAPPED = csv([
    ['E-mail', 'Town', 'Last name', 'First name'],
    ['ida@example.com', 'Ulm', 'Ohm', 'Ida'],
  ]);
  const made = { givenName: 'Ida', surname: 'Ohm', email: 'ida@example.com' };

  test('`columns` names them from the left; what has no name is not read', async () => {
    const { admin, users } = await start();
    expectOk(await sendFile(admin, SWAPPED, { fields: { columns: 'email,,surname,givenName' } }));
    expect(await users.find('ida@example.com')).toMatchObject({ ...made, roles: [] });
  });

  test('`auto` goes by the words of the first row', async () => {
    const { admin, users } = await start();
    expectOk(await sendFile(admin, SWAPPED, { fields: { columns: 'auto' } }));
    expect(await users.find('ida@example.com')).toMatchObject({ ...made, roles: [] });
  });

  test('a first row that says nothing of what has to be there is 400 in the deed, and shown in a preview', async () => {
    const { admin } = await start();
    const file = csv([
      ['Mail', 'Town'],
      ['ida@example.com', 'Ulm'],
    ]);
    const accept = 'application/json';
    const refused = await sendFile(admin, file, { accept, fields: { columns: 'auto' } });
    expectError(refused, 400);
    expect(refused.json).toMatchObject({ message: expect.stringContaining('givenName has no column') });
    const report = expectReport(await sendFile(admin, file, { fields: { columns: 'auto', dryRun: 'true' } }));
    expect(report).toMatchObject({ columns: ['email', ''], header: ['Mail', 'Town'], refused: 1 });
  });

  test.each([
    ['givenName,surname,email,email', 'email is named twice'],
    ['givenName,email', 'surname has no column'],
    ['givenName,surname,email,shoe size', '“shoe size” is none of'],
    ['auto,email', '“auto” is none of'],
    [',,,', 'givenName has no column'],
    [`givenName,surname,email${','.repeat(48)}`, 'more than 50'],
  ])('400 for %j, which says why', async (columns, reason) => {
    const { admin, ctx } = await start();
    for (const dryRun of ['true', 'false']) {
      const sent = { accept: 'application/json', fields: { columns, dryRun } };
      const reply = await sendFile(admin, csv([HEADER, IDA]), sent);
      expectError(reply, 400);
      expect(reply.json).toMatchObject({ message: expect.stringContaining(reason) });
    }
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
  });

  test.each(['', 'null', 'undefined'])('columns %j counts as absent: by position', async (columns) => {
    const { admin, users } = await start();
    expectOk(await sendFile(admin, csv([HEADER, IDA]), { fields: { columns } }));
    expect(await users.find('ida@example.com')).toMatchObject(made);
  });

  test('`ignoreHeaders=auto`: the first row is a user when it has an e-mail address', async () => {
    const { admin } = await start();
    const fields = { ignoreHeaders: 'auto', dryRun: 'true' };
    const report = async (rows: string[][]) => expectReport(await sendFile(admin, csv(rows), { fields }));
    expect(await report([HEADER, IDA])).toMatchObject({ rows: 1, header: HEADER });
    expect(await report([IDA, JAN])).toMatchObject({ rows: 2, header: null });
    expect(await report([[...JAN, 'x', 'y', 'z'], IDA])).toMatchObject({ rows: 2, header: null });
  });
});

describe('what a preview shows of the file', () => {
  test('the header, what each column is, the first rows without passwords, and how many rows repeat another', async () => {
    const { admin } = await start();
    const long = 'x'.repeat(150);
    const rows = Array.from({ length: 6 }, (_, i) => ['Ida', long, `ida${i}@example.com`, '', i ? '' : NEW_PASSWORD]);
    const file = csv([HEADER, ...rows, rows[5] ?? []]);
    const report = expectReport(await sendFile(admin, file, { fields: { dryRun: 'true' } }));
    expect(report).toMatchObject({
      header: HEADER,
      columns: ['givenName', 'surname', 'email', 'role', 'password', 'account'],
      duplicates: 1,
    });
    const cut = 'x'.repeat(100);
    expect(report.sample).toEqual([
      ['Ida', cut, 'ida0@example.com', '', '••••'],
      ...[1, 2, 3, 4].map((i) => ['Ida', cut, `ida${i}@example.com`, '', '']),
    ]);
  });

  test('has a column for each of the file, and 50 at most', async () => {
    const { admin } = await start();
    const report = async (rows: string[][]) =>
      expectReport(await sendFile(admin, csv(rows), { fields: { dryRun: 'true' } }));
    expect((await report([HEADER.slice(0, 3), IDA.slice(0, 3)])).columns).toEqual(['givenName', 'surname', 'email']);
    expect((await report([HEADER.slice(0, 3), [...IDA, '', '', 'more']])).columns).toHaveLength(7);
    const wide = await report([HEADER, [...IDA, ...Array.from({ length: 60 }, () => 'x')]]);
    expect([wide.columns?.length, wide.sample?.[0]?.length]).toEqual([50, 50]);
  });

  test('none of it is in an answer to the import itself', async () => {
    const { admin } = await start();
    const report = expectReport(await sendFile(admin, csv([HEADER, IDA]), { fields: { partial: 'true' } }));
    for (const name of ['header', 'columns', 'sample', 'duplicates', 'failed']) expect(report).not.toHaveProperty(name);
  });

  test('of a file without rows', async () => {
    const { admin } = await start();
    const report = async (content: string) =>
      expectReport(await sendFile(admin, content, { fields: { dryRun: 'true' } }));
    expect(await report('\n')).toMatchObject({ rows: 0, header: null, columns: [], sample: [], duplicates: 0 });
    expect(await report(csv([HEADER]))).toMatchObject({ rows: 0, header: HEADER, sample: [] });
  });
});

describe('`failedRows`: the rows to correct and send again', () => {
  const FILE = csv([
    HEADER,
    IDA,
    ['', ' Row ', 'nonsense', '', 'short', 'acme', 'a note'],
    JAN,
    ['Ida', 'Again', 'IDA@example.com', 'doctor'],
  ]);

  test.each(['dryRun', 'partial'])('with %s: each once, as in the file, with all that is wrong', async (way) => {
    const { admin } = await start();
    const { failed } = expectReport(await sendFile(admin, FILE, { fields: { [way]: 'true', failedRows: 'true' } }));
    expect(failed).toEqual([
      {
        line: 3,
        cells: ['', ' Row ', 'nonsense', '', '', 'acme', 'a note'],
        reason: expect.stringMatching(/^.*required.* address like .* at least 8 characters.*$/),
      },
      { line: 5, cells: ['Ida', 'Again', 'IDA@example.com', 'doctor'], reason: expect.stringMatching(/line 2/) },
    ]);
  });

  test('corrected and sent again they are imported', async () => {
    const { admin, users } = await start();
    const fields = { partial: 'true', failedRows: 'true' };
    const { failed = [] } = expectReport(await sendFile(admin, FILE, { fields }));
    const rows = failed.map(({ cells }) => cells.with(0, 'Rosa').with(2, 'rosa@example.com'));
    expectOk(await sendFile(admin, csv(rows.slice(0, 1)), { fields: { ignoreHeaders: 'false' } }));
    expect(await users.find('rosa@example.com')).toMatchObject({ givenName: 'Rosa', surname: 'Row' });
  });

  test('not without being asked for, nor where one wrong row refuses all', async () => {
    const { admin } = await start();
    expect(expectReport(await sendFile(admin, FILE, { fields: { dryRun: 'true' } }))).not.toHaveProperty('failed');
    const refused = await sendFile(admin, FILE, { accept: 'application/json', fields: { failedRows: 'true' } });
    expectError(refused, 400);
  });
});

describe('7.3 what v1 did wrong', () => {
  test('27 nobody becomes ENABLED with a password that no row has', async () => {
    const { admin, ctx } = await start();
    const fields = { disableNewUserWorkflow: 'true' };
    expect(expectText(await sendFile(admin, csv([HEADER, IDA]), { fields }), 400)).toMatch(
      /Line 2, password: .*required/,
    );
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
  });

  test('27 who was invited has no password until one is chosen', async () => {
    const { admin, users } = await start();
    expectOk(await sendFile(admin, csv([HEADER, IDA])));
    expect((await users.find('ida@example.com')).password).toBe('*');
  });

  test('28 an ENABLED user is never turned PENDING, and one of another tenant is left alone', async () => {
    const { admin, users } = await start();
    const ben = await users.create({ email: 'ben@example.com', account: 'acme' });
    const gus = await users.create({ email: 'gus@example.com', account: 'globex' });
    expectOk(await sendFile(admin, csv([HEADER, ['Ben', 'B', ben.email, 'cook']])));
    expect(await users.find(ben.email)).toMatchObject({ status: 'ENABLED' });

    expectText(await sendFile(admin, csv([HEADER, ['Gus', 'O', gus.email, 'cook']])), 400);
    expect(await users.find(gus.email)).toEqual(gus);
  });

  test('29 the log has neither passwords nor hashes', async () => {
    const { admin, log, users } = await start({ debug: true, debugEndpoints: true });
    expectOk(await sendFile(admin, csv([HEADER, [...IDA, NEW_PASSWORD]])));
    const { password } = await users.find('ida@example.com');
    expect(password).toMatch(/^\$bcrypt-hmac\$/);
    expect(JSON.stringify(log)).not.toContain(password);
    expect(JSON.stringify(log)).not.toContain(NEW_PASSWORD);
  });

  test('30 XLSX: the first row after the header is there, and without a header the first row', async () => {
    const { admin } = await start();
    const report = async (ignoreHeaders: string, rows: string[][]) =>
      expectReport(await sendFile(admin, xlsx(rows), { fields: { ignoreHeaders, dryRun: 'true' } }));
    expect(await report('true', [HEADER, IDA, JAN])).toMatchObject({ rows: 2, created: 2 });
    expect(await report('false', [IDA, JAN])).toMatchObject({ rows: 2, created: 2 });
  });

  test('30 rows before a wrong one do not stay, in XLSX neither', async () => {
    const { admin, ctx } = await start();
    expectText(await sendFile(admin, xlsx([HEADER, IDA, ['A', 'B', 'nonsense']])), 400);
    expect(await ctx.store.users.findByLogin('ida@example.com')).toBeNull();
  });
});

describe('endpoints.users.exampleUri', () => {
  test('a file to download, which can be imported as it is', async () => {
    const { root, newBrowser } = await start();
    const example = await newBrowser().get('/import-users-example.csv', { accept: null });
    expect(example.status).toBe(200);
    expect(example.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(example.headers.get('Content-Disposition')).toBe('attachment; filename="import-users-example.csv"');

    const report = expectReport(await sendFile(root, example.text, { fields: { dryRun: 'true' } }));
    expect(report).toMatchObject({ rows: 3, created: 3, wrong: [] });
  });
});
