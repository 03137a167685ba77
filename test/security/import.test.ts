// INP-9 and AUZ-14: files that were made to harm, and imports that reach further than their sender.
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ImportResult } from '../../server/workflows/importUsers.ts';
import { serve } from '../resilience/serve.ts';
import { Browser, type Reply } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { csv, type Sent, sendFile } from '../support/upload.ts';
import { xlsx } from '../support/xlsx.ts';
import { zip } from '../support/zip.ts';
import { databaseFile, temporaryFolder } from './support.ts';

const HEADER = ['First name', 'Last name', 'E-mail', 'Role', 'Password', 'Account'];
const MEGABYTE = 1024 * 1024;
const SHEET = 'xl/worksheets/sheet2.xml';

async function startWithAdmin(options = {}) {
  const running = await startUserdb(options);
  const user = await running.users.create({ email: 'ada@example.com', account: 'acme', roles: ['admin'] });
  await running.browser.signIn(user, PASSWORD);
  return { ...running, admin: running.browser };
}

async function preview(browser: Browser, file: string | Buffer, sent: Sent = {}): Promise<ImportResult> {
  const reply = await sendFile(browser, file, { ...sent, fields: { dryRun: 'true', ...sent.fields } });
  expect(reply.status, reply.text).toBe(200);
  return reply.json as unknown as ImportResult;
}

/** A folder of the test's own for temporary files. */
function ownTemporaryFolder(): string {
  const folder = temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

describe('INP-9 archives that burst', () => {
  const spaces = (megabytes: number) => Buffer.alloc(megabytes * MEGABYTE, ' ');
  const bombs: [string, () => Buffer][] = [
    ['300 MB of spaces as the sheet', () => xlsx([], { parts: { [SHEET]: spaces(300) } })],
    ['20 MB of spaces as the sheet', () => xlsx([], { parts: { [SHEET]: spaces(20) } })],
    ['70 MB of shared texts', () => xlsx([], { parts: { 'xl/sharedStrings.xml': spaces(70) } })],
    ['5 MB as the book', () => xlsx([], { parts: { 'xl/workbook.xml': spaces(5) } })],
    [
      'more than the archive says',
      () =>
        zip([
          { name: '_rels/.rels', content: '<Relationships/>' },
          { name: 'xl/workbook.xml', content: spaces(50), claimedSize: 100 },
        ]),
    ],
    ['20,000 files', () => zip(Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}`, content: '' })))],
    ['elements within elements', () => xlsx([], { parts: { [SHEET]: '<a>'.repeat(300_000) } })],
    ['an element of many attributes', () => xlsx([], { parts: { [SHEET]: `<a ${attributes(100_000)}/>` } })],
    ['a name of a megabyte', () => xlsx([], { parts: { [SHEET]: `<${noise(MEGABYTE)}/>` } })],
    ['entities that multiply', () => xlsx([], { parts: { [SHEET]: LAUGHS } })],
  ];

  test.each(bombs)('%s: refused at once, with the server alive', async (_, bomb) => {
    const { admin } = await startWithAdmin();
    const file = bomb();
    const before = process.memoryUsage.rss();
    const reply = await sendFile(admin, file);

    expect(reply.status, reply.text).toBe(400);
    expect(reply.headers.get('Userdb-Error')).toBe('IMPORT_UNREADABLE');
    expect((process.memoryUsage.rss() - before) / MEGABYTE).toBeLessThan(150);
    expect((await admin.get('/me')).status).toBe(200);
  });
});

const attributes = (count: number) => Array.from({ length: count }, (_, i) => `a${i}="${noise(8)}"`).join(' ');
/** Letters that do not compress well. */
const noise = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');
const LAUGHS = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]><worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;

describe('INP-9 cells', () => {
  test('huge ones are wrong rows, in CSV and in XLSX', async () => {
    const { admin } = await startWithAdmin();
    const rows = [HEADER, ['x'.repeat(500_000), 'Lee', 'ann@example.com']];
    for (const file of [csv(rows), xlsx(rows)]) {
      const { wrong } = await preview(admin, file);
      expect(wrong).toMatchObject([{ line: 2, field: 'givenName', value: 'x'.repeat(100) }]);
    }
  });

  test('control characters and halves of letters are wrong, and line numbers right after quoted line ends', async () => {
    const { admin } = await startWithAdmin();
    const rows = [HEADER, ['Two\nlines', 'Lee', 'ann@example.com'], ['\u0000', 'Lee', 'ben@example.com']];
    const { wrong } = await preview(admin, csv([...rows, ['Cleo', 'Lee', 'nonsense']]));
    expect(wrong.map(({ line, field }) => [line, field])).toEqual([
      [2, 'givenName'],
      [4, 'givenName'],
      [5, 'email'],
    ]);
  });

  test('formulas are texts: kept as they came, and none is in the example that we send', async () => {
    const { admin, users, newBrowser } = await startWithAdmin();
    const name = '=HYPERLINK("https://evil.example","x")';
    await sendFile(admin, csv([HEADER, [name, '@Lee', 'ann@example.com']]));
    expect(await users.find('ann@example.com')).toMatchObject({ givenName: name, surname: '@Lee' });

    const example = await newBrowser().get('/import-users-example.csv', { accept: null });
    const cells = example.text.split(/[\r\n,"]+/).filter(Boolean);
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@\t]/);
  });

  test('SQL is text', async () => {
    const { admin, users } = await startWithAdmin();
    const evil = "'); drop table users; --";
    await sendFile(admin, csv([HEADER, [evil, evil, "o'neill@example.com", evil]]));
    expect(await users.find("o'neill@example.com")).toMatchObject({ givenName: evil, roles: [{ name: evil }] });
  });

  test('an address that hides a second recipient, or looks like another one, is wrong', async () => {
    const { admin } = await startWithAdmin();
    const addresses = ['a@b.example,c@d.example', '"a b"@b.example', 'a@ｂ.example', 'a@b@c.example'];
    const { wrong } = await preview(admin, csv([HEADER, ...addresses.map((email) => ['A', 'B', email])]));
    expect(wrong.map(({ line, field }) => `${line} ${field}`)).toEqual(['2 email', '3 email', '4 email', '5 email']);
  });

  test('SEC-1 no password is told back, in text, in reports or in the log', async () => {
    const { admin, log } = await startWithAdmin({ debug: true, debugEndpoints: true });
    const secret = 'secret';
    const file = csv([HEADER, ['Ann', 'Lee', 'ann@example.com', '', secret]]);
    const replies = [
      await sendFile(admin, file),
      await sendFile(admin, file, { fields: { dryRun: 'true' } }),
      await sendFile(admin, file, { fields: { partial: 'true' } }),
      await sendFile(admin, file, { accept: 'text/event-stream' }),
      await sendFile(admin, file, { fields: { dryRun: 'true', failedRows: 'true', columns: 'auto' } }),
      await sendFile(admin, file, { fields: { partial: 'true', failedRows: 'true' } }),
    ];
    for (const { text } of replies) {
      expect(text).toMatch(/at least 8 characters/);
      expect(text).not.toContain(secret);
    }
    expect(JSON.stringify(log)).not.toContain(secret);
  });
});

describe('SEC-1 passwords in what a preview shows of the file', () => {
  const everything = { dryRun: 'true', failedRows: 'true' };
  const secret = 'open sesame 123';

  test('are dots, whichever column holds them', async () => {
    const { admin } = await startWithAdmin();
    const file = csv([
      ['Password', 'E-mail', 'First name', 'Last name'],
      [secret, 'ann@example.com', 'Ann', 'Lee'],
      [secret, 'nonsense', 'Ben', 'Lee'],
    ]);
    for (const columns of ['auto', 'password,email,givenName,surname']) {
      const report = await preview(admin, file, { fields: { ...everything, columns } });
      expect(JSON.stringify(report)).not.toContain(secret);
      expect(report.sample?.map(([first]) => first)).toEqual(['••••', '••••']);
      expect(report.failed?.map(({ cells: [first] }) => first)).toEqual(['']);
    }
  });

  test.each(['Password', 'Initial password', 'Passwort', 'MOT DE PASSE', 'Contraseña', 'パスワード', '密码'])(
    'under the heading %j even where the column is not read',
    async (heading) => {
      const { admin } = await startWithAdmin();
      const file = csv([
        ['First', 'Last', 'Mail', heading],
        ['Ann', 'Lee', 'nonsense', secret],
      ]);
      const report = await preview(admin, file, { fields: { ...everything, columns: 'givenName,surname,email' } });
      expect(JSON.stringify(report)).not.toContain(secret);
      expect(report.sample?.[0]?.[3]).toBe('••••');
    },
  );

  test('of a user in the first row, which counts as the heading', async () => {
    const { admin } = await startWithAdmin();
    const report = await preview(admin, csv([['Ann', 'Lee', 'ann@example.com', '', secret]]), { fields: everything });
    expect(report.header).toEqual(['Ann', 'Lee', 'ann@example.com', '', '••••']);
  });
});

describe('INP-9 a report of wrong rows', () => {
  test('has 10,000 rows at most, whatever is in them, while all are counted', async () => {
    const { admin } = await startWithAdmin();
    const rows = Array.from({ length: 10_001 }, () => ['Ann', 'Lee', 'nonsense']);
    const report = await preview(admin, csv([HEADER, ...rows]), { fields: { failedRows: 'true' } });
    expect(report.refused).toBe(10_001);
    expect(report.failed).toHaveLength(10_000);
  });

  test('stays small where cells share a long text', async () => {
    const { admin } = await startWithAdmin();
    const long = 'x'.repeat(30_000);
    const wide = Array.from({ length: 60 }, () => long);
    const rows = Array.from({ length: 200 }, () => wide);
    const sheet = rows.map(() => `<row>${wide.map(() => '<c t="s"><v>0</v></c>').join('')}</row>`).join('');
    const parts = {
      [SHEET]: `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
      'xl/sharedStrings.xml': `<sst><si><t>${long}</t></si></sst>`,
    };
    const fields = { dryRun: 'true', failedRows: 'true', ignoreHeaders: 'false' };
    const reply = await sendFile(admin, xlsx([], { parts }), { fields });
    expect(reply.json).toMatchObject({ refused: 200 });
    expect(reply.text.length / MEGABYTE).toBeLessThan(10);
  });

  test('tells formulas as they are, as JSON: who writes them into a sheet makes them harmless', async () => {
    const { admin } = await startWithAdmin();
    const formula = '=HYPERLINK("https://evil.example","x")';
    const file = csv([HEADER, [formula, 'Lee', 'nonsense']]);
    const reply = await sendFile(admin, file, { fields: { dryRun: 'true', failedRows: 'true' } });
    expect(reply.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(reply.json).toMatchObject({ failed: [{ line: 2, cells: [formula, 'Lee', 'nonsense'] }] });
  });
});

describe('AUZ-14 an import reaches no further than its sender', () => {
  test('whose an address is, and that it is anybody’s, is told the same for every tenant', async () => {
    const { admin, users } = await startWithAdmin();
    for (const account of ['globex', 'initech']) {
      await users.create({ email: `gus@${account}.example`, account, roles: ['spy'], status: 'PENDING' });
    }
    const rows = ['globex', 'initech'].map((account) => ['Gus', 'Orr', `gus@${account}.example`, 'spy', '', account]);
    const { wrong } = await preview(admin, csv([HEADER, ...rows]));
    expect(wrong).toHaveLength(2);
    expect(new Set(wrong.map(({ field, reason }) => `${field} ${reason}`)).size).toBe(1);
    expect(JSON.stringify(wrong.map(({ reason }) => reason))).not.toMatch(/globex|initech|spy|PENDING/);
  });

  test('neither a role nor an invitation reaches a user of another tenant', async () => {
    const { admin, users, mailbox } = await startWithAdmin({ email: { accountInvitation: { enabled: true } } });
    const gus = await users.create({ email: 'gus@example.com', account: 'globex', status: 'PENDING' });
    const file = csv([HEADER, ['Gus', 'Orr', gus.email, 'admin', PASSWORD, 'globex']]);
    await sendFile(admin, file, { fields: { partial: 'true' } });
    await sendFile(admin, file, { fields: { partial: 'true', disableNewUserWorkflow: 'true' } });
    expect(await users.find(gus.email)).toEqual(gus);
    expect((await mailbox.all()).filter(({ to }) => to === gus.email)).toEqual([]);
  });

  test('no one becomes super-admin by a file, nor does a new account get one', async () => {
    const { admin, ctx } = await startWithAdmin();
    const file = csv([HEADER, ['Eve', 'X', 'eve@example.com', 'super-admin', PASSWORD, 'new']]);
    const reply = await sendFile(admin, file, { fields: { disableNewUserWorkflow: 'true' } });
    expect(reply.status).toBe(400);
    expect(await ctx.store.users.countWithRole('super-admin')).toBe(0);
    expect(await ctx.store.accounts.findByName('new')).toBeNull();
  });

  test('a role that was taken since the session began counts no more', async () => {
    const { admin, ctx, users } = await startWithAdmin();
    const ada = await users.find('ada@example.com');
    for (const { id } of ada.roles) await ctx.store.users.removeRole(ada.id, id);
    expect((await sendFile(admin, csv([HEADER, ['A', 'B', 'a@example.com']]))).status).toBe(403);
  });
});

describe('uploads leave nothing behind', () => {
  test('no file is to be seen while an import runs, nor after it', async () => {
    const { admin, userdb } = await startWithAdmin();
    const folder = ownTemporaryFolder();
    const seen: string[][] = [];
    userdb.on('users.imported', () => seen.push(readdirSync(folder)));
    await sendFile(admin, csv([HEADER, ['A', 'B', 'a@example.com']]));
    await sendFile(admin, csv([HEADER, ['A', 'B', 'nonsense']]));
    expect(seen).toEqual([[]]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a client that goes in the middle of the file', async () => {
    const { admin, url, ctx, log } = await startWithAdmin();
    const folder = ownTemporaryFolder();
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const rows = csv([HEADER, ['A', 'B', 'a@example.com']]);
    const head = `POST /users/import HTTP/1.1\r\nHost: x\r\nOrigin: ${url}\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n`;
    const part = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${rows}`;
    await new Promise<void>((resolve) => socket.write(head + part, () => resolve()));
    socket.resetAndDestroy();

    const isGivenUp = () => log.some(({ details }) => (details as { code?: string })?.code === 'UPLOAD_BROKEN');
    while (!isGivenUp()) expect((await admin.get('/me')).status).toBe(200);
    expect(await ctx.store.users.findByLogin('a@example.com')).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a client that goes before it has its answer: nothing is written', async () => {
    const { admin, ctx, log } = await startWithAdmin();
    const form = new FormData();
    form.append(
      'file',
      new Blob([csv(Array.from({ length: 5000 }, (_, i) => ['A', 'B', `a${i}@example.com`]))]),
      'a.csv',
    );
    const headers = {
      Origin: admin.url,
      Accept: 'application/x-ndjson',
      Cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    const leave = new AbortController();
    const reply = await fetch(`${admin.url}/users/import`, {
      method: 'POST',
      body: form,
      headers,
      signal: leave.signal,
    });
    await reply.body?.getReader().read();
    leave.abort();

    // Its transaction is over when another one can begin.
    await gone(ctx.store, 'a0@example.com');
    expect(await ctx.store.users.after(null, 10, {})).toHaveLength(1);
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

/** Waits for the end of the transaction that may be running. */
async function gone(store: RunningUserdb['ctx']['store'], login: string): Promise<void> {
  await store.transaction(async (own) => void (await own.users.findByLogin(login)));
}

describe('AVL-4 a server that is killed in the middle of an import', () => {
  test('leaves nothing half', { timeout: 120_000 }, async () => {
    const config = { endpoints: { register: { enabled: true, verify: false, roles: ['admin'] } } };
    const server = await serve(config);
    const browser = new Browser(server.url);
    const ada = { email: 'ada@example.com', password: PASSWORD, givenName: 'Ada', surname: 'Zeal' };
    await browser.post('/register', ada);
    await browser.signIn(ada, PASSWORD);
    const rows = Array.from({ length: 20_000 }, (_, i) => ['A', 'B', `a${i}@example.com`, 'cook']);
    const form = new FormData();
    form.append('file', new Blob([csv([HEADER, ...rows])]), 'a.csv');
    const headers = {
      Origin: server.url,
      Accept: 'application/x-ndjson',
      Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    const reply = await fetch(`${server.url}/users/import`, { method: 'POST', body: form, headers });
    const phase = await untilWriting(reply);
    await server.kill();
    expect(phase).toContain('"phase":"writing"');
    expect(phase).not.toContain('"event":"result"');

    const again = await serve(config, { folder: server.folder });
    const admin = new Browser(again.url);
    expect((await admin.signIn(ada, PASSWORD)).status).toBe(200);
    const { json } = await admin.post('/users/list', {});
    expect(json).toMatchObject({ total: 1 });
  });
});

/** What came until rows are being written. */
async function untilWriting({ body }: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.includes('"writing"')) break;
  }
  return text;
}

test('people sign in while 20,000 rows are imported, and see none of them before the end', async () => {
  const { ctx, admin, url, users } = await startWithAdmin(databaseFile().options);
  const ben = await users.create({ email: 'ben@example.com' });
  const rows = Array.from({ length: 20_000 }, (_, i) => ['A', 'B', `a${i}@example.com`, 'cook']);
  let isOver = false;
  const importing = sendFile(admin, csv([HEADER, ...rows])).then((reply: Reply) => {
    isOver = true;
    return reply;
  });

  const person = new Browser(url);
  let asked = 0;
  expect((await person.signIn(ben, PASSWORD)).status).toBe(200);
  while (!isOver) {
    expect((await person.get('/me')).status).toBe(200);
    asked += 1;
  }

  expect((await importing).text).toBe('OK');
  expect(asked).toBeGreaterThan(10);
  expect(await ctx.store.users.findByLogin('a19999@example.com')).not.toBeNull();
}, 120_000);
