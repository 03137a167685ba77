import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { AdminUser } from '../../server/transformers/adminUser.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { adminOf, expectList, person, superAdmin } from './people.ts';
import {
  expectAccount,
  expectEmpty,
  expectError,
  mailsTo,
  NEW_PASSWORD,
  newestToken,
  subjectsTo,
  userWithResetLink,
} from './wire.ts';

/** 200 with a user of 5.4, not wrapped in anything. */
function expectUser(reply: Reply): AdminUser {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  expect(reply.json).toHaveProperty('id');
  return reply.json as unknown as AdminUser;
}

function expectDone(reply: Reply): void {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.text).toBe('{}');
}

const emails = (reply: Reply) => expectList(reply).users.map(({ email }) => email);

const GINA = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };

/** A tenant with an admin and three users, and another one with two. */
async function startTenants(options: Options = {}) {
  const running = await startUserdb(options);
  const { users } = running;
  const names = (givenName: string, surname: string) => ({
    givenName,
    surname,
    email: `${givenName.toLowerCase()}@example.com`,
  });
  const admin = await person(running, { ...names('Ada', 'Zeal'), account: 'acme', roles: ['admin'] });
  const ben = await users.create({ ...names('Ben', 'Bright'), account: 'acme', roles: ['cook', 'baker'] });
  const cleo = await users.create({ ...names('Cleo', 'Ames'), account: 'acme', status: 'PENDING' });
  const gus = await users.create({ ...names('Gus', 'Orr'), account: 'globex', roles: ['spy'] });
  const root = await superAdmin(running);
  return { running, admin, root, ben, cleo, gus };
}

describe('2.12.1 /users/list', () => {
  test('"success": 200 {total, users}, with the users of 5.4', async () => {
    const { root, running } = await startTenants();
    await running.users.create({ email: 'dora@example.com', roles: ['cook'], customData: { color: 'red' } });
    const reply = await root.browser.post('/users/list', { searchString: 'dora%' });

    const { total, users } = expectList(reply);
    expect(Object.keys(reply.json ?? {}).sort()).toEqual(['total', 'users']);
    expect(total).toBe(1);
    const dora = await running.users.find('dora@example.com');
    const [role] = dora.roles;
    expect(users).toStrictEqual([
      {
        href: `${running.url}/accounts/${dora.id}`,
        id: dora.id,
        username: 'dora@example.com',
        email: 'dora@example.com',
        givenName: 'Ben',
        middleName: null,
        surname: 'Bright',
        fullName: 'Ben Bright',
        status: 'ENABLED',
        createdAt: dora.createdAt.toISOString(),
        modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
        lastLoginAt: null,
        created_date: Math.floor(dora.createdAt.getTime() / 1000),
        updated_date: null,
        account_id: dora.account.id,
        accounts: [{ id: dora.account.id, name: 'acme', status: 'ENABLED', description: null, customData: {} }],
        roles: [
          {
            id: role?.id,
            name: 'cook',
            description: null,
            status: 'ENABLED',
            account_id: dora.account.id,
            customData: {},
          },
        ],
        groups: {
          href: `${running.url}/accounts/${dora.id}/groups`,
          size: 1,
          items: [
            {
              href: `${running.url}/groups/${role?.id}`,
              name: 'cook',
              description: null,
              status: 'ENABLED',
              customData: {},
            },
          ],
        },
        customData: { color: 'red' },
      },
    ]);
  });

  test('5.4 "admin endpoints": the raw status, every role, and no groups of disabled ones', async () => {
    const { admin, cleo, ben } = await startTenants();
    const cook = ben.roles.find(({ name }) => name === 'cook');
    await admin.browser.post('/roles/update', { id: cook?.id, status: 'DISABLED' });

    const { users } = expectList(await admin.browser.post('/users/list', {}));
    expect(users.find(({ id }) => id === cleo.id)).toMatchObject({ status: 'PENDING', groups: { size: 0, items: [] } });
    expect(users.find(({ id }) => id === ben.id)).toMatchObject({
      roles: [{ name: 'baker' }, { name: 'cook', status: 'DISABLED' }],
      groups: { size: 1, items: [{ name: 'baker' }] },
    });
  });

  test('5.4: a transformer of the application does not change the shape that admin pages rely on', async () => {
    const { admin } = await startTenants({ transformer: () => ({ mine: true }) });
    expect(expectList(await admin.browser.post('/users/list', { limit: 1 })).users[0]).toHaveProperty('account_id');
  });

  test('super-admin: "all or one account"', async () => {
    const { root, admin, gus } = await startTenants();
    expect(expectList(await root.browser.post('/users/list', {})).total).toBe(5);
    // The pages of userdb 1 send null for all.
    expect(expectList(await root.browser.post('/users/list', { accountId: null })).total).toBe(5);
    const ofGlobex = await root.browser.post('/users/list', { accountId: gus.account.id });
    expect(emails(ofGlobex)).toEqual([gus.email]);
    const ofAcme = await root.browser.post('/users/list', { accountId: admin.user.account.id });
    expect(expectList(ofAcme).total).toBe(3);
  });

  test('admin: "own account only, other accountId → 403"', async () => {
    const { admin, gus } = await startTenants();
    const own = ['ben@example.com', 'ada@example.com', 'cleo@example.com'].sort();
    for (const body of [{}, { accountId: null }, { accountId: '' }, { accountId: admin.user.account.id }]) {
      expect(emails(await admin.browser.post('/users/list', body)).sort()).toEqual(own);
    }
    expectError(await admin.browser.post('/users/list', { accountId: gus.account.id }), 403);
    expectError(await admin.browser.post('/users/list', { accountId: 'nobody' }), 403);
  });

  test('"order fields: fullName, email, givenName, surname, username, status or users.status, … roles.name; default fullName asc"', async () => {
    const { admin } = await startTenants();
    const orders: [unknown, string[]][] = [
      [undefined, ['Ada', 'Ben', 'Cleo']],
      [null, ['Ada', 'Ben', 'Cleo']],
      [['fullName'], ['Ada', 'Ben', 'Cleo']],
      [
        ['fullName', 'desc'],
        ['Cleo', 'Ben', 'Ada'],
      ],
      [
        ['fullName', 'DESC'],
        ['Cleo', 'Ben', 'Ada'],
      ],
      [
        ['email', 'desc'],
        ['Cleo', 'Ben', 'Ada'],
      ],
      [
        ['givenName', 'desc'],
        ['Cleo', 'Ben', 'Ada'],
      ],
      [
        ['surname', 'asc'],
        ['Cleo', 'Ben', 'Ada'],
      ],
      [
        ['username', 'desc'],
        ['Cleo', 'Ben', 'Ada'],
      ],
      [
        ['roles.name', 'desc'],
        ['Ben', 'Ada', 'Cleo'],
      ],
    ];
    for (const [orderby, order] of orders) {
      const { users } = expectList(await admin.browser.post('/users/list', { orderby }));
      expect(
        users.map(({ givenName }) => givenName),
        JSON.stringify(orderby),
      ).toEqual(order);
    }
    for (const field of ['status', 'users.status']) {
      const { users } = expectList(await admin.browser.post('/users/list', { orderby: [field, 'desc'] }));
      expect(users.map(({ status }) => status)).toEqual(['PENDING', 'ENABLED', 'ENABLED']);
    }
  });

  test('"order fields": accounts.name', async () => {
    const { root } = await startTenants();
    const { users } = expectList(await root.browser.post('/users/list', { orderby: ['accounts.name', 'desc'] }));
    const accounts = users.map((user) => (user as unknown as AdminUser).accounts[0]?.name);
    expect(accounts).toEqual(['headquarters', 'globex', 'acme', 'acme', 'acme']);
  });

  test('"search: givenName, middleName, surname, username, email, status, plus accounts.name / roles.name if joined"', async () => {
    const { admin } = await startTenants();
    const searches: [string | null, object, string[]][] = [
      ['%Clé%', {}, []],
      ['%cleo%', {}, ['Cleo']],
      ['Am%', {}, ['Cleo']],
      ['ada@%', {}, ['Ada']],
      ['PEND%', {}, ['Cleo']],
      ['%cook%', {}, []],
      ['%cook%', { withRoles: true }, ['Ben']],
      ['acme', {}, []],
      ['acme', { withAccounts: true }, ['Ada', 'Ben', 'Cleo']],
      [null, { withAccounts: true, withRoles: true }, ['Ada', 'Ben', 'Cleo']],
      ['', {}, ['Ada', 'Ben', 'Cleo']],
    ];
    for (const [searchString, joined, found] of searches) {
      const { users, total } = expectList(await admin.browser.post('/users/list', { searchString, ...joined }));
      expect(
        users.map(({ givenName }) => givenName),
        JSON.stringify([searchString, joined]),
      ).toEqual(found);
      expect(total).toBe(found.length);
    }
  });

  test('status and role narrow the list, beside whatever else does', async () => {
    const { admin, root, gus } = await startTenants();
    const list = async (body: object, browser = admin.browser) => emails(await browser.post('/users/list', body));

    expect(await list({ status: 'PENDING' })).toEqual(['cleo@example.com']);
    expect(await list({ role: 'cook' })).toEqual(['ben@example.com']);
    expect(await list({ role: 'cook', status: 'PENDING' })).toEqual([]);
    expect(await list({ status: 'ENABLED', searchString: 'ada%' })).toEqual(['ada@example.com']);
    expect(await list({ role: 'COO%' })).toEqual([]);
    // Roles of elsewhere find nobody here, and nothing is nothing to narrow by.
    expect(await list({ role: 'spy' })).toEqual([]);
    expect(await list({ role: 'spy' }, root.browser)).toEqual([gus.email]);
    for (const nothing of [null, '']) expect(await list({ role: nothing, status: nothing })).toHaveLength(3);

    const refused = await admin.browser.post('/users/list', { status: 'GONE' });
    expectError(refused, 400);
    expect(refused.headers.get('Userdb-Error')).toBe('STATUS_UNKNOWN');
    expectError(await admin.browser.post('/users/list', { role: ['cook'] }), 400);
  });

  test('orders by createdAt and by lastLoginAt, which the user has as a time or null', async () => {
    const { admin, running, ben } = await startTenants();
    running.clock.pass(60);
    const dora = await running.users.create({ email: 'dora@example.com', account: 'acme' });
    running.clock.pass(60);
    await running.newBrowser().signIn(ben, PASSWORD);
    const list = async (...orderby: string[]) => expectList(await admin.browser.post('/users/list', { orderby })).users;

    expect((await list('createdAt', 'desc'))[0]).toMatchObject({ id: dora.id });
    const [latest, ...earlier] = await list('lastLoginAt', 'desc');
    expect(latest).toMatchObject({ id: ben.id, lastLoginAt: running.clock.now().toISOString() });
    expect(earlier.map(({ email }) => email)).toEqual(['ada@example.com', ...(await neverSignedIn())]);
    expect((await list('lastLoginAt', 'asc'))[0]).toMatchObject({ lastLoginAt: null });

    async function neverSignedIn() {
      return (await list('lastLoginAt')).filter(({ lastLoginAt }) => lastLoginAt === null).map(({ email }) => email);
    }
  });

  test('"total counts users": not the joined rows, and not the page', async () => {
    const { admin } = await startTenants();
    const list = (body: object) => admin.browser.post('/users/list', { withRoles: true, withAccounts: true, ...body });
    const first = await list({ offset: 0, limit: 2 });
    const second = await list({ offset: 2, limit: 2 });
    expect([expectList(first).total, expectList(second).total]).toEqual([3, 3]);
    expect([...emails(first), ...emails(second)]).toEqual(['ada@example.com', 'ben@example.com', 'cleo@example.com']);
    expect(expectList(first).users[1]?.roles).toHaveLength(2);
  });

  test('"ignore select"', async () => {
    const { admin } = await startTenants();
    const chosen = await admin.browser.post('/users/list', { select: ['users.password', 'email'] });
    expect(chosen.text).toBe((await admin.browser.post('/users/list', {})).text);
  });
});

describe('/users/update with expectedModifiedAt', () => {
  const code = (reply: Reply) => [reply.status, reply.headers.get('Userdb-Error')];

  test('refuses who has not seen the latest change, and changes nothing', async () => {
    const { admin, root, ben, running } = await startTenants();
    const update = (browser: typeof admin.browser, sent: object) =>
      browser.post('/users/update', { id: ben.id, ...sent });
    const { modifiedAt: seen } = expectUser(await update(admin.browser, { surname: 'Bold' }));
    running.clock.pass(0.25);
    const { modifiedAt } = expectUser(await update(root.browser, { surname: 'Brave', expectedModifiedAt: seen }));
    expect(modifiedAt).not.toBe(seen);

    const late = await update(admin.browser, { surname: 'Bald', status: 'DISABLED', expectedModifiedAt: seen });

    expect(code(late)).toEqual([409, 'EDITED_MEANWHILE']);
    expect(late.json?.message).toMatch(/reload/i);
    expect(await running.users.find(ben.email)).toMatchObject({ surname: 'Brave', status: 'ENABLED' });
    expectUser(await update(admin.browser, { surname: 'Bald', expectedModifiedAt: modifiedAt }));
  });

  test('counts other roles, another status and what users do themselves as changes', async () => {
    const { root, running } = await startTenants();
    const dora = await person(running, { account: 'acme' });
    const modifiedAt = async () =>
      expectUser(await root.browser.post('/users/update', { id: dora.user.id })).modifiedAt;
    const changes = [
      () => root.browser.post('/users/update', { id: dora.user.id, roles: [{ name: 'cook' }] }),
      () => dora.browser.post('/me', { surname: 'Own' }),
      () => root.browser.post('/users/change_account_status', { userId: dora.user.id, newStatus: 'LOCKED' }),
    ];
    for (const change of changes) {
      const seen = await modifiedAt();
      running.clock.pass(0.25);
      expect((await change()).status).toBe(200);
      const body = { id: dora.user.id, surname: 'Late', expectedModifiedAt: seen };
      expect(code(await root.browser.post('/users/update', body))).toEqual([409, 'EDITED_MEANWHILE']);
    }
    // A sign-in changes nothing that an editor shows.
    const { user } = await person(running, { account: 'acme' });
    const { modifiedAt: before } = expectUser(await root.browser.post('/users/update', { id: user.id }));
    running.clock.pass(5);
    await running.newBrowser().signIn(user, PASSWORD);
    expectUser(await root.browser.post('/users/update', { id: user.id, surname: 'A', expectedModifiedAt: before }));
  });

  test('lets one of many through who saw the same', async () => {
    const { root, ben, running } = await startTenants();
    const { modifiedAt } = expectUser(await root.browser.post('/users/update', { id: ben.id }));
    running.clock.pass(0.25);
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        root.browser.post('/users/update', { id: ben.id, surname: `Try ${i}`, expectedModifiedAt: modifiedAt }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
  });
});

describe('/users/update with mustChangePassword', () => {
  const NEW = { ...GINA, status: 'ENABLED', password: PASSWORD, mustChangePassword: true };

  test('lets a new user in with a password that has expired already, until another one is set', async () => {
    const { admin, running } = await startTenants({ passwordsExpireInSeconds: 0 });
    expectUser(await admin.browser.post('/users/update', NEW));
    const { browser } = running;

    expect(expectAccount(await browser.signIn(GINA, PASSWORD))).toMatchObject({ password_expired: true });
    expect(expectAccount(await browser.get('/me'))).toMatchObject({ password_expired: true });
    expectDone(await browser.post('/expired', { password: NEW_PASSWORD }));
    expect(expectAccount(await browser.signIn(GINA, NEW_PASSWORD))).not.toHaveProperty('password_expired');
  });

  test('is false unless it is said', async () => {
    const { admin, running } = await startTenants();
    expectUser(await admin.browser.post('/users/update', { ...NEW, mustChangePassword: false }));
    expect(expectAccount(await running.browser.signIn(GINA, PASSWORD))).not.toHaveProperty('password_expired');
  });

  test('is refused where passwords do not expire, and where none is set', async () => {
    const { admin, running } = await startTenants();
    const codeOf = async (sent: object, { browser } = admin) => {
      const reply = await browser.post('/users/update', { ...NEW, ...sent });
      expectError(reply, 400);
      return reply.headers.get('Userdb-Error');
    };
    expect(await codeOf({ status: 'PENDING' })).toBe('PASSWORD_NOT_SET');
    expect(await codeOf({ status: undefined, password: undefined })).toBe('PASSWORD_NOT_SET');
    expect(await codeOf({ password: undefined })).toBe('PASSWORD_MISSING');
    expect(await codeOf({ mustChangePassword: 'yes' })).toBe('FIELD_NOT_BOOLEAN');
    const off = await startTenants({ endpoints: { expired: { enabled: false } } });
    expect(await codeOf({}, off.admin)).toBe('EXPIRY_OFF');
    expect(await running.ctx.store.users.findByLogin(GINA.email)).toBeNull();
  });
});

describe('/users/sign_out', () => {
  test('ends every session and every token of the user, who may sign in again', async () => {
    const { admin, ben, running } = await startTenants({ endpoints: { oauth: { enabled: true } } });
    const [laptop, phone, program] = [running.newBrowser(), running.newBrowser(), running.newBrowser()];
    for (const browser of [laptop, phone]) await browser.signIn(ben, PASSWORD);
    const form = { grant_type: 'password', username: ben.email, password: PASSWORD };
    const token = (await program.form('/oauth/token', form)).json?.access_token;
    const headers = { Authorization: `Bearer ${token}` };
    expect((await program.get('/me', { headers })).status).toBe(200);

    expectDone(await admin.browser.post('/users/sign_out', { userId: ben.id }));

    for (const browser of [laptop, phone]) expectError(await browser.get('/me'), 401);
    expectError(await program.get('/me', { headers }), 401);
    expectAccount(await laptop.signIn(ben, PASSWORD));
    const { updatedAt, password } = await running.users.find(ben.email);
    expect([updatedAt, password]).toEqual([null, ben.password]);
  });

  test('is recorded with who did it', async () => {
    const { admin, ben, running } = await startTenants();
    const heard: unknown[] = [];
    running.userdb.on('user.signed-out', (event) => heard.push(event));
    await admin.browser.post('/users/sign_out', { userId: ben.id });
    expect(heard).toEqual([{ type: 'user.signed-out', userId: ben.id, by: admin.user.id }]);
  });

  test('reaches nobody of another account, and no super-admin but for one', async () => {
    const { admin, root, gus, running } = await startTenants();
    const chief = await person(running, { account: 'acme', roles: ['super-admin'] });
    const signOut = (userId: string, { browser } = admin) => browser.post('/users/sign_out', { userId });
    expectError(await signOut(gus.id), 403);
    expectError(await signOut('nobody'), 403);
    const refused = await signOut(chief.user.id);
    expect([refused.status, refused.headers.get('Userdb-Error')]).toEqual([403, 'SUPER_ADMIN_ONLY']);
    expectAccount(await chief.browser.get('/me'));
    expectError(await signOut('nobody', root), 404);
    expectDone(await signOut(chief.user.id, root));
    expectError(await chief.browser.get('/me'), 401);
  });
});

describe('2.12.1 /users/update with id', () => {
  test('"success: the User", with what was sent', async () => {
    const { admin, ben, running } = await startTenants();
    const sent = {
      id: ben.id,
      givenName: 'Benno',
      middleName: 'B.',
      surname: 'Bold',
      fullName: 'Dr Benno Bold',
      email: 'benno@example.com',
      status: 'DISABLED',
      customData: { color: 'red', sizes: [1, { of: 'shoes' }] },
      roles: [{ name: 'waiter' }],
    };
    const user = expectUser(await admin.browser.post('/users/update', sent));

    expect(user).toMatchObject({ ...sent, roles: [{ name: 'waiter', account_id: admin.user.account.id }] });
    const stored = await running.users.find('benno@example.com');
    expect(stored).toMatchObject({ id: ben.id, fullName: 'Dr Benno Bold', status: 'DISABLED', password: ben.password });
    expect(stored.roles.map(({ name }) => name)).toEqual(['waiter']);
  });

  test('"an absent roles must leave them alone", and so with every other field', async () => {
    const { admin, ben } = await startTenants();
    const user = expectUser(await admin.browser.post('/users/update', { id: ben.id, surname: 'Bold' }));
    expect(user).toMatchObject({ givenName: 'Ben', surname: 'Bold', email: ben.email, status: 'ENABLED' });
    expect(user.roles.map(({ name }) => name)).toEqual(['baker', 'cook']);
  });

  test('"roles replace the old ones, by name within the user\'s account, created if missing"', async () => {
    const { admin, ben, gus } = await startTenants();
    const [spy] = gus.roles;
    const roles = [{ id: spy?.id, name: 'cook', account_id: gus.account.id }, { name: 'waiter' }, { name: ' waiter ' }];
    const user = expectUser(await admin.browser.post('/users/update', { id: ben.id, roles }));

    expect(user.roles.map(({ name }) => name)).toEqual(['cook', 'waiter']);
    expect(user.roles.every(({ account_id }) => account_id === ben.account.id)).toBe(true);
    expect(user.roles.find(({ name }) => name === 'cook')?.id).toBe(ben.roles.find(({ name }) => name === 'cook')?.id);
    expect(expectUser(await admin.browser.post('/users/update', { id: ben.id, roles: [] })).roles).toEqual([]);
  });

  test('"fullName is derived from the names or the names from it"', async () => {
    const { admin, running } = await startTenants();
    const cases: [object, object][] = [
      [{ givenName: 'Bea' }, { givenName: 'Bea', surname: 'Bright', fullName: 'Bea Bright' }],
      [{ middleName: 'Q' }, { middleName: 'Q', fullName: 'Ben Q Bright' }],
      [{ fullName: 'Bea van Dyck' }, { givenName: 'Bea', middleName: null, surname: 'van Dyck' }],
      [
        { givenName: 'Bea', fullName: 'Queen Bea' },
        { givenName: 'Bea', surname: 'Bright', fullName: 'Queen Bea' },
      ],
      [{ surname: null }, { surname: null, fullName: 'Ben' }],
    ];
    for (const [sent, expected] of cases) {
      const { id } = await running.users.create({ account: 'acme' });
      expect(expectUser(await admin.browser.post('/users/update', { id, ...sent }))).toMatchObject(expected);
    }
  });

  test('a full name of its own stays when a form sends the names as they are', async () => {
    const { admin, ben } = await startTenants();
    await admin.browser.post('/users/update', { id: ben.id, givenName: 'Ben', fullName: 'Chef Ben' });
    const sent = { id: ben.id, givenName: 'Ben', middleName: null, surname: 'Bright' };
    expect(expectUser(await admin.browser.post('/users/update', sent)).fullName).toBe('Chef Ben');
  });

  test('"other account: 403 unless super-admin"', async () => {
    const { admin, root, gus, running } = await startTenants();
    expectError(await admin.browser.post('/users/update', { id: gus.id, surname: 'Mine' }), 403);
    expect((await running.users.find(gus.email)).surname).toBe('Orr');
    expect(expectUser(await root.browser.post('/users/update', { id: gus.id, surname: 'Ours' })).surname).toBe('Ours');
  });

  test('"unknown: 404"; for an admin, whom it does not concern, 403', async () => {
    const { admin, root } = await startTenants();
    expectError(await root.browser.post('/users/update', { id: 'nobody', surname: 'X' }), 404);
    expectError(await admin.browser.post('/users/update', { id: 'nobody', surname: 'X' }), 403);
  });

  test('"duplicate e-mail: 409", and nothing of the rest is done', async () => {
    const { admin, ben, gus, running } = await startTenants();
    const sent = { id: ben.id, surname: 'Bold', email: ' GUS@example.com ', roles: [], status: 'DISABLED' };
    expectError(await admin.browser.post('/users/update', sent), 409);
    expect(await running.users.find(ben.email)).toStrictEqual(ben);
    expect((await running.users.find(gus.email)).id).toBe(gus.id);
  });

  test('another address: the user name goes along, old links are void, and the old address is told', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const { browser } = await adminOf(running, 'acme');
    const user = expectUser(await browser.post('/users/update', { id: ben.id, email: 'ben@new.example.com' }));

    expect(user).toMatchObject({ email: 'ben@new.example.com', username: 'ben@new.example.com' });
    expectError(await running.browser.get(`/change?sptoken=${sptoken}`), 404);
    expect((await subjectsTo(running.mailbox, ben)).at(-1)).toBe('Your e-mail address is being changed');
    expectError(await running.browser.signIn(ben, PASSWORD), 400);
    expectAccount(await running.browser.signIn({ email: 'ben@new.example.com' }, PASSWORD));
  });

  test('another status ends the sessions; the same one, which forms send along, does not', async () => {
    const { running, admin } = await startTenants();
    const { user, browser } = await person(running, { account: 'acme' });
    expectUser(await admin.browser.post('/users/update', { id: user.id, surname: 'Bold', status: 'ENABLED' }));
    expect(expectAccount(await browser.get('/me')).surname).toBe('Bold');
    expectUser(await admin.browser.post('/users/update', { id: user.id, status: 'DISABLED' }));
    expectError(await browser.get('/me'), 401);
  });

  test('nobody moves to another account, and nobody sets a password that is not the own one (PWD-16)', async () => {
    const { root, ben, gus, running } = await startTenants();
    const sent = { id: ben.id, account_id: gus.account.id, password: NEW_PASSWORD };
    expect(expectUser(await root.browser.post('/users/update', sent)).account_id).toBe(ben.account.id);
    expectAccount(await running.browser.signIn(ben, PASSWORD));
  });

  test('5.4: API keys in customData are neither sent nor lost', async () => {
    const running = await startUserdb();
    const { browser } = await adminOf(running, 'acme');
    const customData = { stormpathApiKey_1: 'id:secret', color: 'red' };
    const ben = await running.users.create({ customData });
    const reply = await browser.post('/users/update', {
      id: ben.id,
      customData: { size: 9, stormpathApiKey_2: 'a:b' },
    });

    expect(expectUser(reply).customData).toEqual({ size: 9 });
    expect((await running.users.find(ben.email)).customData).toEqual({ stormpathApiKey_1: 'id:secret', size: 9 });
  });
});

describe('2.12.1 /users/update without id', () => {
  test('"status default PENDING": the user is invited, and has no password until then', async () => {
    const { admin, running } = await startTenants();
    const user = expectUser(await admin.browser.post('/users/update', { ...GINA, roles: [{ name: 'cook' }] }));

    expect(user).toMatchObject({ ...GINA, status: 'PENDING', fullName: 'Gina Low', username: GINA.email });
    expect(user.account_id).toBe(admin.user.account.id);
    expect(user.roles.map(({ name }) => name)).toEqual(['cook']);
    expect(await subjectsTo(running.mailbox, GINA)).toEqual(['You have been invited']);
    expect((await running.users.find(GINA.email)).password).not.toMatch(/\$2/);
    for (const password of ['*', '', PASSWORD]) {
      expect((await running.newBrowser().signIn(GINA, password)).status).toBe(400);
    }
  });

  test('PENDING: a password that an administrator sends along opens nothing', async () => {
    const { admin, running } = await startTenants();
    expectUser(await admin.browser.post('/users/update', { ...GINA, password: PASSWORD }));
    expectError(await running.browser.signIn(GINA, PASSWORD), 400);
    await admin.browser.post('/users/change_account_status', {
      userId: (await running.users.find(GINA.email)).id,
      newStatus: 'ENABLED',
    });
    expectError(await running.browser.signIn(GINA, PASSWORD), 400);
  });

  test('decided 15: where accountInvitation is off, accountVerification goes out', async () => {
    const { admin, running } = await startTenants({ email: { accountInvitation: { enabled: false } } });
    expectUser(await admin.browser.post('/users/update', GINA));
    const [mail] = await mailsTo(running.mailbox, GINA);
    expect(mail?.subject).toBe('Please verify your account');
    expect(mail?.text).toContain('sptoken=');
  });

  test('"other status: password required"', async () => {
    const { admin, running } = await startTenants();
    for (const status of ['ENABLED', 'DISABLED', 'LOCKED']) {
      expectError(await admin.browser.post('/users/update', { ...GINA, status }), 400);
    }
    expectError(await admin.browser.post('/users/update', { ...GINA, status: 'ENABLED', password: 'short' }), 400);
    const sent = { ...GINA, status: 'ENABLED', password: PASSWORD };
    expect(expectUser(await admin.browser.post('/users/update', sent)).status).toBe('ENABLED');
    expectAccount(await running.browser.signIn(GINA, PASSWORD));
    expect(await mailsTo(running.mailbox, GINA)).toEqual([]);
  });

  test('"required: givenName, surname, email"', async () => {
    const { admin } = await startTenants();
    for (const name of ['givenName', 'surname', 'email']) {
      for (const value of [undefined, null, '', ' ']) {
        expectError(await admin.browser.post('/users/update', { ...GINA, [name]: value }), 400);
      }
    }
  });

  test('"required … (derivable)": the full name alone will do', async () => {
    const { admin } = await startTenants();
    const user = expectUser(await admin.browser.post('/users/update', { fullName: 'Gina Mae Low', email: GINA.email }));
    expect(user).toMatchObject({ givenName: 'Gina', middleName: null, surname: 'Mae Low', fullName: 'Gina Mae Low' });
  });

  test('"account_id? (default own)"; another one for a super-admin only', async () => {
    const { admin, root, gus, running } = await startTenants();
    expectError(await admin.browser.post('/users/update', { ...GINA, account_id: gus.account.id }), 403);
    expectError(await admin.browser.post('/users/update', { ...GINA, account_id: 'nobody' }), 403);
    expectError(await root.browser.post('/users/update', { ...GINA, account_id: 'nobody' }), 404);
    expect(await running.ctx.store.users.findByLogin(GINA.email)).toBeNull();

    const sent = { ...GINA, account_id: gus.account.id, roles: [{ name: 'spy' }] };
    const user = expectUser(await root.browser.post('/users/update', sent));
    expect(user).toMatchObject({ account_id: gus.account.id, roles: [{ id: gus.roles[0]?.id }] });
    const own = expectUser(await root.browser.post('/users/update', { ...GINA, email: 'gil@example.com' }));
    expect(own.account_id).toBe(root.user.account.id);
  });

  test('"duplicate e-mail: 409", in whatever spelling and whosever user name it is', async () => {
    const { admin, gus } = await startTenants();
    for (const email of [gus.email, 'GUS@Example.com', ' gus@example.com']) {
      expectError(await admin.browser.post('/users/update', { ...GINA, email }), 409);
    }
  });

  test('fault 13: only listed fields count', async () => {
    const { admin, running } = await startTenants();
    const row = { password_updated_on: 0, failed_login_count: 99, session_epoch: 7, emailVerificationToken: 'x' };
    expectUser(await admin.browser.post('/users/update', { ...GINA, ...row, username: 'root', created_date: 1 }));
    expect(await running.users.find(GINA.email)).toMatchObject({ username: GINA.email, failedLoginCount: 0 });
  });

  test('Error(400) for what a field does not take, and nobody is made', async () => {
    const { admin, running } = await startTenants();
    const wrong = [
      ...[{ givenName: 'G'.repeat(65) }, { fullName: 'G'.repeat(257) }, { surname: 'Lo\u0000w' }, { surname: ['Low'] }],
      ...[{ email: 'gina' }, { email: 'gina@example.com,eve@example.com' }, { email: { '!=': '' } }],
      ...[{ customData: ['red'] }, { customData: { a: JSON.parse('['.repeat(1000) + ']'.repeat(1000)) } }],
      ...[{ roles: { name: 'cook' } }, { roles: [{ id: 'x' }] }, { roles: [{ name: ' ' }] }, { status: 'ROOT' }],
      ...[{ roles: [{ name: 'r'.repeat(33) }] }, { account_id: null }, { password: 1 }],
    ];
    for (const fields of wrong) {
      expectError(await admin.browser.post('/users/update', { ...GINA, ...fields }), 400);
    }
    expect(await running.ctx.store.users.findByLogin(GINA.email)).toBeNull();
  });
});

describe('2.12.1 /users/remove', () => {
  test('D35: {}; the user is gone, and so are the sessions', async () => {
    const { admin, running } = await startTenants();
    const { user, browser } = await person(running, { account: 'acme' });
    expectDone(await admin.browser.post('/users/remove', { userId: user.id }));
    expectError(await browser.get('/me'), 401);
    expectError(await running.newBrowser().signIn(user, PASSWORD), 400);
    expectError(await admin.browser.post('/users/remove', { userId: user.id }), 403);
  });

  test('"admin: own account only"', async () => {
    const { admin, root, gus, running } = await startTenants();
    expectError(await admin.browser.post('/users/remove', { userId: gus.id }), 403);
    expect((await running.users.find(gus.email)).id).toBe(gus.id);
    expectDone(await root.browser.post('/users/remove', { userId: gus.id }));
    expectError(await root.browser.post('/users/remove', { userId: gus.id }), 404);
  });
});

describe('2.12.1 /users/change_account_status', () => {
  test('"the User with the new status"; who is kept out has no session any more', async () => {
    const { admin, running } = await startTenants();
    const { user, browser } = await person(running, { account: 'acme' });
    for (const newStatus of ['DISABLED', 'LOCKED', 'PENDING', 'ENABLED']) {
      const reply = await admin.browser.post('/users/change_account_status', { userId: user.id, newStatus });
      expect(expectUser(reply)).toMatchObject({ id: user.id, status: newStatus });
      expectError(await browser.get('/me'), 401);
      expect((await running.newBrowser().signIn(user, PASSWORD)).status).toBe(newStatus === 'ENABLED' ? 200 : 400);
    }
  });

  test('"ENABLED also zeroes the failure count"', async () => {
    const { admin, running, ben } = await startTenants({ disableAccountAfterFailedLoginAttempts: 2 });
    await running.browser.signIn(ben, 'wrong');
    await running.browser.signIn(ben, 'wrong');
    expect(await running.users.find(ben.email)).toMatchObject({ status: 'LOCKED', failedLoginCount: 2 });
    await admin.browser.post('/users/change_account_status', { userId: ben.id, newStatus: 'ENABLED' });
    expect((await running.users.find(ben.email)).failedLoginCount).toBe(0);
    expectError(await running.browser.signIn(ben, 'wrong'), 400);
    expectAccount(await running.browser.signIn(ben, PASSWORD));
  });

  test('fault 20: a lock that an administrator sets does not end by itself', async () => {
    const { admin, running, ben } = await startTenants({ reenableLockedAccountsAfterSeconds: 60 });
    await admin.browser.post('/users/change_account_status', { userId: ben.id, newStatus: 'LOCKED' });
    running.clock.pass(3600);
    expectError(await running.browser.signIn(ben, PASSWORD), 400);
  });

  test('"only the four v1 values": Error(400) for every other', async () => {
    const { admin, ben, running } = await startTenants();
    for (const newStatus of [
      'enabled',
      'UNVERIFIED',
      'DELETED',
      '',
      null,
      undefined,
      ['ENABLED'],
      { in: ['ENABLED'] },
    ]) {
      expectError(await admin.browser.post('/users/change_account_status', { userId: ben.id, newStatus }), 400);
    }
    expect((await running.users.find(ben.email)).status).toBe('ENABLED');
  });

  test('D51: an admin does it in the own account, and nowhere else', async () => {
    const { admin, gus } = await startTenants();
    const body = { userId: gus.id, newStatus: 'DISABLED' };
    expectError(await admin.browser.post('/users/change_account_status', body), 403);
  });
});

describe('2.12.1 /users/reset_password', () => {
  test('D51 {}: "reset token and mail forgotPassword"; the old password works until then', async () => {
    const { admin, running, ben } = await startTenants();
    expectDone(await admin.browser.post('/users/reset_password', { userId: ben.id }));
    expect(await subjectsTo(running.mailbox, ben)).toEqual(['Reset your password']);
    expectAccount(await running.browser.signIn(ben, PASSWORD));
    const sptoken = await newestToken(running.mailbox, ben);
    expectEmpty(await running.newBrowser().post('/change', { sptoken, password: NEW_PASSWORD }));
    expectAccount(await running.newBrowser().signIn(ben, NEW_PASSWORD));
  });

  test('who is PENDING gets an invitation: a reset link would open nothing', async () => {
    const { admin, running, cleo } = await startTenants();
    expectDone(await admin.browser.post('/users/reset_password', { userId: cleo.id }));
    expect(await subjectsTo(running.mailbox, cleo)).toEqual(['You have been invited']);
  });

  test('Error(409) for who is disabled, and where such mails are off', async () => {
    const { admin, running, ben } = await startTenants({ email: { forgotPassword: { enabled: false } } });
    expectError(await admin.browser.post('/users/reset_password', { userId: ben.id }), 409);
    await admin.browser.post('/users/change_account_status', { userId: ben.id, newStatus: 'DISABLED' });
    expectError(await admin.browser.post('/users/reset_password', { userId: ben.id }), 409);
    expect(await mailsTo(running.mailbox, ben)).toEqual([]);
  });

  test('D51: an admin does it in the own account, and nowhere else', async () => {
    const { admin, running, gus } = await startTenants();
    expectError(await admin.browser.post('/users/reset_password', { userId: gus.id }), 403);
    expect(await mailsTo(running.mailbox, gus)).toEqual([]);
  });
});

describe('2.12.1 /users/resend_invite', () => {
  test('D51 {}: another mail, whose link takes the place of the first one', async () => {
    const { admin, running } = await startTenants();
    const { id } = expectUser(await admin.browser.post('/users/update', GINA));
    const first = await newestToken(running.mailbox, GINA);
    expectDone(await admin.browser.post('/users/resend_invite', { userId: id }));
    const second = await newestToken(running.mailbox, GINA);

    expect(second).not.toBe(first);
    const { tokens } = running.ctx.store;
    expect(await tokens.find(first.slice(0, 14), running.clock.now())).toBeNull();
    expect(await tokens.find(second.slice(0, 14), running.clock.now())).toMatchObject({
      purpose: 'invite',
      userId: id,
    });
  });

  test('fault 28: "only for PENDING"; everybody else is left alone', async () => {
    const { admin, running, ben } = await startTenants();
    for (const status of ['ENABLED', 'DISABLED', 'LOCKED'] as const) {
      await running.ctx.store.users.setStatus(ben.id, status, running.clock.now());
      expectError(await admin.browser.post('/users/resend_invite', { userId: ben.id }), 409);
      expect((await running.users.find(ben.email)).status).toBe(status);
    }
    expect(await mailsTo(running.mailbox, ben)).toEqual([]);
  });

  test('Error(409) where the mails that invite are off', async () => {
    const off = { enabled: false };
    const { admin, cleo } = await startTenants({ email: { accountInvitation: off, accountVerification: off } });
    expectError(await admin.browser.post('/users/resend_invite', { userId: cleo.id }), 409);
  });
});

describe('2.12.1 /users/check_password', () => {
  test('"no login needed; always 200. Missing password: good false"', async () => {
    const { browser } = await startUserdb();
    const bad = ['short', 'password1', '', undefined, null, ['correct horse battery'], { length: 99 }];
    for (const password of ['correct horse battery', ...bad]) {
      const good = password === 'correct horse battery';
      const reply = await browser.post('/users/check_password', { password });
      expect(reply.status).toBe(200);
      expect(reply.json).toStrictEqual({ good, error: good ? null : expect.stringMatching(/\w/) });
    }
  });

  test('"error": the numbers of the policy in their order, and those found', async () => {
    const { browser } = await startUserdb({
      passwordPolicy: { length: 21, uppers: 4, lowers: 3, numbers: 2, specials: 1 },
    });
    const { json } = await browser.post('/users/check_password', { password: 'ABab' });
    expect(String(json?.error).match(/\d+/g)?.map(Number)).toEqual([21, 4, 3, 2, 1, 4, 2, 2, 0, 0]);
  });

  test('the message does not echo the password', async () => {
    const { browser } = await startUserdb();
    expect((await browser.post('/users/check_password', { password: '<b>x</b>' })).text).not.toContain('<b>');
  });

  test('knows the name of who is signed in', async () => {
    const running = await startUserdb();
    const { browser } = await person(running, { givenName: 'Wilhelmina', surname: 'Quackenbush' });
    const password = 'quackenbush1';
    expect((await browser.post('/users/check_password', { password })).json).toMatchObject({ good: false });
    expect((await running.browser.post('/users/check_password', { password })).json).toMatchObject({ good: true });
  });
});

describe('2.12.1 all of them', () => {
  test('answer at the address of endpoints.users, and not at all when it is off', async () => {
    const moved = await startUserdb({ endpoints: { users: { uri: '/people' } } });
    const { browser } = await adminOf(moved, 'acme');
    expect(expectList(await browser.post('/people/list', {})).total).toBe(1);
    expect((await browser.post('/users/list', {})).status).toBe(404);

    const off = await startUserdb({ endpoints: { users: { enabled: false } } });
    expect((await (await adminOf(off, 'acme')).browser.post('/users/list', {})).status).toBe(404);
  });

  test('record what was done, and who did it', async () => {
    const { running, admin, ben, cleo } = await startTenants();
    const events: Record<string, unknown>[] = [];
    const types = ['user.created', 'user.invited', 'user.changed', 'user.roles-set', 'user.status-set'] as const;
    for (const type of [...types, 'password.reset-requested', 'user.removed'] as const) {
      running.userdb.on(type, (event) => void events.push(event as unknown as Record<string, unknown>));
    }
    const by = admin.user.id;
    const gina = expectUser(await admin.browser.post('/users/update', GINA));
    await admin.browser.post('/users/update', { id: ben.id, surname: 'Bold', roles: [{ name: 'cook' }] });
    await admin.browser.post('/users/change_account_status', { userId: ben.id, newStatus: 'LOCKED' });
    await admin.browser.post('/users/reset_password', { userId: ben.id });
    await admin.browser.post('/users/remove', { userId: cleo.id });

    expect(events).toEqual([
      { type: 'user.created', userId: gina.id, by },
      { type: 'user.invited', userId: gina.id, by },
      { type: 'user.changed', userId: ben.id, by, fields: ['surname', 'fullName'] },
      { type: 'user.roles-set', userId: ben.id, by, roles: ['cook'] },
      { type: 'user.status-set', userId: ben.id, by, status: 'LOCKED' },
      { type: 'password.reset-requested', userId: ben.id, by },
      { type: 'user.removed', userId: cleo.id, by },
    ]);
  });

  test('2.12 "all POST": 405 for other methods', async () => {
    const { admin } = await startTenants();
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const reply = await admin.browser.send(method, '/users/list', undefined);
      expect(reply.status).toBe(405);
      expect(reply.headers.get('Allow')).toBe('POST, OPTIONS');
    }
  });

  test('2.12 "JSON in": a form is refused', async () => {
    const { admin, ben, running } = await startTenants();
    expectError(await admin.browser.form('/users/remove', { userId: ben.id }), 415);
    expect((await running.users.find(ben.email)).id).toBe(ben.id);
  });
});
