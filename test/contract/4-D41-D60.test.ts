// Section 4 of the contract, where its sources disagree: rows D41 to D60: one request and one expectation a row.
import { describe, expect, it } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { csv, sendFile } from '../support/upload.ts';
import { adminOf, expectList, superAdmin } from './people.ts';
import {
  ANN,
  AT_ONCE,
  expectAccount,
  expectEmpty,
  expectError,
  expectPage,
  LATIN1_FORM,
  mailsTo,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  pageFile,
  raw,
  startWithDatabase,
  userWithResetLink,
} from './wire.ts';

const WRONG = 'wrong horse battery';
const HEADER = ['first', 'last', 'email', 'role', 'password', 'account'];
const OAUTH = { endpoints: { oauth: { enabled: true } } };

describe('Where the sources disagree, D41 to D60', () => {
  it('4 D41: a refresh token stays the same for its whole life, and can be revoked', async () => {
    const { browser, users } = await startUserdb(OAUTH);
    const { email } = await users.create();
    const password = { grant_type: 'password', username: email, password: PASSWORD };
    const refresh_token = String((await browser.form('/oauth/token', password)).json?.refresh_token);
    const refresh = () => browser.form('/oauth/token', { grant_type: 'refresh_token', refresh_token });

    for (let i = 0; i < 2; i++) expect((await refresh()).json).toMatchObject({ refresh_token });

    expectEmpty(await browser.form('/oauth/revoke', { token: refresh_token }));
    expect((await refresh()).status).toBe(400);
  });

  it('4 D42: a form without a CSRF token is taken from this site, and refused from another', async () => {
    const { browser, users } = await startUserdb();
    const fields = { login: (await users.create()).email, password: PASSWORD };
    expectAccount(await browser.form('/login', fields));
    expectError(await browser.form('/login', fields, { headers: { Origin: 'https://evil.example' } }), 403);
  });

  it('4 D43: forms in ISO-8859-1 are read', async () => {
    const { browser, users } = await startUserdb();
    const fields = { login: (await users.create()).email, password: PASSWORD };
    expectAccount(await browser.form('/login', fields, { type: LATIN1_FORM }));
  });

  it('4 D44: nested form fields are read', async () => {
    const color = { enabled: true, visible: true, label: 'Color', placeholder: '', required: true, type: 'text' };
    const { browser } = await startUserdb({ endpoints: { register: { form: { fields: { color } } } } });
    const account = expectAccount(await browser.form('/register', { ...ANN, 'customData[color]': 'red' }));
    expect(account.customData).toEqual({ color: 'red' });
  });

  it('4 D45: JSON sent as text/plain is read on POST /forgot, and nowhere else', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const { email } = await users.create();
    const type = 'text/plain; charset=ISO-8859-1';
    expectEmpty(await browser.post('/forgot', { email }, { type }));
    expect(await mailsTo(mailbox, { email })).toHaveLength(1);
    expectError(await browser.post('/login', { login: email, password: PASSWORD }, { type }), 415);
  });

  it('4 D47: a mail has a text and an HTML part, its link in an anchor, the token last', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const [mail] = await mailsTo(running.mailbox, ben);
    expect(mail?.text).toMatch(new RegExp(`\\?sptoken=${sptoken}$`, 'm'));
    expect(mail?.html).toMatch(new RegExp(`<a [^>]*href="[^"]*\\?sptoken=${sptoken}"`));
  });

  it('4 D48: authorizeUri is not offered, for there is nothing behind it', async () => {
    const { browser } = await startUserdb();
    const reply = await browser.get('/login');
    expect(reply.json?.accountStores).toEqual([]);
    expect(reply.text).not.toContain('authorizeUri');
  });

  it('4 D49: the page of a single-page app is given by Accept, not by X-Requested-With', async () => {
    const { browser } = await startUserdb({ spa: { enabled: true, index: await pageFile() } });
    const headers = { 'X-Requested-With': 'XMLHttpRequest' };
    expectPage(await browser.get('/login', { accept: NAVIGATION, headers }));
    expect((await browser.get('/login')).json).toHaveProperty('form');
  });

  it('4 D50: /welcomed wants the one-time token of /welcome, not just an address', async () => {
    const running = await startUserdb();
    const { browser: admin } = await superAdmin(running);
    const gina = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };
    expect((await admin.post('/users/update', gina)).status).toBe(200);
    const password = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };

    expectError(await running.newBrowser().post('/welcomed', { ...gina, ...password }), 400);

    const sptoken = await newestToken(running.mailbox, gina);
    const welcome = await running.browser.post('/welcome', { sptoken });
    expect(welcome.json?.welcomeToken).toBeTruthy();
    // Another browser, so that the token alone decides.
    expect((await running.newBrowser().post('/welcomed', { ...welcome.json, ...password })).status).toBe(200);
    expectAccount(await running.browser.signIn(gina, NEW_PASSWORD));
  });

  it('4 D51: an admin may set the status of, reset and invite users of the own account', async () => {
    const running = await startUserdb();
    const { browser } = await adminOf(running, 'acme');
    const [ben, dora] = [await running.users.create(), await running.users.create({ status: 'PENDING' })];
    const replies = [
      await browser.post('/users/reset_password', { userId: ben.id }),
      await browser.post('/users/resend_invite', { userId: dora.id }),
      await browser.post('/users/change_account_status', { userId: ben.id, newStatus: 'DISABLED' }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await running.users.find(ben.email)).status).toBe('DISABLED');
  });

  it('4 D52: next is followed only where it is safe', async () => {
    const { browser } = await startUserdb();
    const location = async (next: string) =>
      (await browser.form(`/logout?next=${encodeURIComponent(next)}`, {}, { accept: 'text/html' })).headers.get(
        'Location',
      );
    expect(await location('/shop?page=2')).toBe('/shop?page=2');
    for (const next of ['//evil.example/x', '/\\evil.example', 'https://evil.example/'])
      expect(await location(next)).toBe('/');
  });

  it('4 D53: the user name is the e-mail, and goes with it when it changes', async () => {
    const running = await startUserdb({ ...AT_ONCE });
    expect(expectAccount(await running.browser.post('/register', ANN)).username).toBe(ANN.email);
    const { browser: admin } = await superAdmin(running);
    const { id } = await running.users.find(ANN.email);

    expect((await admin.post('/users/update', { id, email: 'ann@new.example.com' })).status).toBe(200);

    expect(await running.users.find('ann@new.example.com')).toMatchObject({ id, username: 'ann@new.example.com' });
    expectError(await running.browser.signIn(ANN, PASSWORD), 400);
  });

  it('4 D54: createdAt and modifiedAt are ISO 8601, and the same until something changes', async () => {
    const { browser, users, clock } = await startUserdb();
    const now = clock.now().toISOString();
    expect(expectAccount(await browser.signIn(await users.create(), PASSWORD))).toMatchObject({
      createdAt: now,
      modifiedAt: now,
    });
  });

  it('4 D55: Basic with an API key is good at /me', async () => {
    const register = { allowApiKeysInCustomData: true };
    const { browser, url } = await startUserdb({
      endpoints: { register, verify: { enabled: false }, oauth: { enabled: true } },
    });
    expectAccount(await browser.post('/register', { ...ANN, customData: { stormpathApiKey_1: 'an-id:a:secret' } }));
    const me = (key: string) => {
      const Authorization = `Basic ${Buffer.from(key).toString('base64')}`;
      return raw(url, { path: '/me', headers: { Accept: 'application/json', Authorization } });
    };
    expect(expectAccount(await me('an-id:a:secret')).email).toBe(ANN.email);
    expectError(await me('an-id:another'), 401);
    expectError(await me(`${ANN.email}:${PASSWORD}`), 401);
  });

  it('4 D57: /oauth/revoke needs no authentication, and is 200 empty for unknown tokens too', async () => {
    const { browser } = await startUserdb(OAUTH);
    expectEmpty(await browser.form('/oauth/revoke', { token: 'x', token_type_hint: 'refresh_token' }));
  });

  it('4 D58: an import with accountId ignores the account column', async () => {
    const running = await startUserdb();
    const [{ browser }, ben] = [await superAdmin(running), await running.users.create({ account: 'acme' })];
    const rows = [HEADER, ['Ida', 'Ohm', 'ida@example.com', 'doctor', '', 'globex']];

    const reply = await sendFile(browser, csv(rows), { fields: { accountId: ben.account.id } });

    expect(reply.status, reply.text).toBe(200);
    expect((await running.users.find('ida@example.com')).account.name).toBe('acme');
  });

  it('4 D59: disabled roles are neither in groups nor in roles, but admins see them', async () => {
    const running = await startWithDatabase();
    const ben = await running.users.create({ roles: ['cook', 'doctor'] });
    await running.db('roles').where({ name: 'cook' }).update({ status: 'DISABLED' });

    const account = expectAccount(await running.browser.signIn(ben, PASSWORD));
    expect(account.roles.map(({ name }) => name)).toEqual(['doctor']);
    expect(account.groups?.items.map(({ name }) => name)).toEqual(['doctor']);

    const { browser } = await superAdmin(running);
    const { users } = expectList(
      await browser.post('/users/list', { searchString: `%${ben.email}%`, withRoles: true, withAccounts: true }),
    );
    expect(users[0]?.roles).toMatchObject([{ name: 'cook', status: 'DISABLED' }, { name: 'doctor' }]);
  });

  it('4 D60: a locked user is told so only after the right password', async () => {
    const running = await startUserdb({ disableAccountAfterFailedLoginAttempts: 2 });
    const ben = await running.users.create();
    const wrong = async () => (await running.browser.signIn(ben, WRONG)).json?.message;
    const stranger = (await running.browser.signIn({ email: 'nobody@example.com' }, WRONG)).json?.message;
    expect([await wrong(), await wrong(), await wrong()]).toEqual([stranger, stranger, stranger]);

    const reply = await running.browser.signIn(ben, PASSWORD);

    expectError(reply, 400);
    expect(reply.json?.message).toMatch(/locked/);
  });
});
