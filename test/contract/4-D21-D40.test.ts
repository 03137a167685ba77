// Section 4 of the contract, where its sources disagree: rows D21 to D40: one request and one expectation a row.
import { describe, expect, it } from 'vitest';
import { authenticated, authorized } from '../../server/http/guards.ts';
import { startSmtp } from '../setup/smtp.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { adminOf, expectList, person, superAdmin } from './people.ts';
import {
  ANN,
  AT_ONCE,
  expectAccount,
  expectEmpty,
  expectError,
  expectPage,
  NAVIGATION,
  NEW_PASSWORD,
  pageFile,
  subjectsTo,
  userWithResetLink,
  userWithVerifyLink,
} from './wire.ts';

const OPTIONAL_NAMES = {
  givenName: { enabled: true, visible: true, label: 'First Name', placeholder: '', required: false, type: 'text' },
  surname: { enabled: true, visible: true, label: 'Last Name', placeholder: '', required: false, type: 'text' },
};

describe('Where the sources disagree, D21 to D40', () => {
  it('4 D21: missing optional names are null', async () => {
    const { browser } = await startUserdb({ endpoints: { register: { form: { fields: OPTIONAL_NAMES } } } });
    const { email, password } = ANN;
    expect(expectAccount(await browser.post('/register', { email, password }))).toMatchObject({
      givenName: null,
      surname: null,
      fullName: email,
    });
  });

  it('4 D22: passwords have eight characters by default, and five where the policy is off', async () => {
    for (const [enabled, most] of [
      [true, 8],
      [false, 5],
    ] as const) {
      const { browser } = await startUserdb({ ...AT_ONCE, passwordPolicy: { enabled } });
      const password = 'qwzxvkjp';
      expectError(await browser.post('/register', { ...ANN, password: password.slice(0, most - 1) }), 400);
      expectAccount(await browser.post('/register', { ...ANN, password: password.slice(0, most) }));
    }
  });

  it('4 D23: a taken e-mail is 409', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectAccount(await browser.post('/register', ANN));
    expectError(await browser.post('/register', ANN), 409);
  });

  it('4 D24: GET /verify as HTML leaves the token alone in SPA mode', async () => {
    const running = await startUserdb({ spa: { enabled: true, index: await pageFile() } });
    const { sptoken, dora } = await userWithVerifyLink(running);

    expectPage(await running.browser.get(`/verify?sptoken=${sptoken}`, { accept: NAVIGATION }));

    expect((await running.users.find(dora.email)).status).toBe('PENDING');
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  it('4 D25: a bad verify token is 404', async () => {
    const { browser } = await startUserdb();
    expectError(await browser.get('/verify?sptoken=x'), 404);
  });

  it('4 D26: POST /verify is 200 empty for everybody, and acts for PENDING users only', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const [dora, ben] = [await users.create({ status: 'PENDING' }), await users.create()];
    for (const login of [dora.email, ben.email, 'nobody@example.com']) {
      expectEmpty(await browser.post('/verify', { login }));
    }
    expect((await mailbox.all()).map(({ to }) => to)).toEqual([dora.email]);
    expect((await users.find(ben.email)).status).toBe('ENABLED');
  });

  it.each(['login', 'email', 'username'])('4 D27: the field of POST /verify may be called %s', async (name) => {
    const { browser, users, mailbox } = await startUserdb();
    const dora = await users.create({ status: 'PENDING' });
    expectEmpty(await browser.post('/verify', { [name]: dora.email }));
    expect(await subjectsTo(mailbox, dora)).toEqual(['Please verify your account']);
  });

  it('4 D28: GET /forgot as JSON is 405', async () => {
    const { browser } = await startUserdb();
    expectError(await browser.get('/forgot'), 405);
  });

  it('4 D29: GET /forgot as HTML sends no mail, and is the page in SPA mode', async () => {
    const { browser, users, mailbox } = await startUserdb({ spa: { enabled: true, index: await pageFile() } });
    const { email } = await users.create();
    expectPage(await browser.get(`/forgot?email=${email}`, { accept: NAVIGATION }));
    expect(await mailbox.all()).toEqual([]);
  });

  it('4 D30: POST /forgot is 200 when the mail fails, which is logged', async () => {
    const smtp = await startSmtp();
    smtp.refuse(550);
    const { browser, userdb, users, log } = await startUserdb({ smtp: { options: smtp.options } });
    const failed = new Promise((resolve) => userdb.on('mail.failed', resolve));

    expectEmpty(await browser.post('/forgot', { email: (await users.create()).email }));

    await failed;
    expect(log.map(({ message }) => message)).toContain('mail.failed');
    await smtp.close();
  });

  it('4 D31: a bad reset token is 404 as JSON', async () => {
    const { browser } = await startUserdb();
    expectError(await browser.get('/change?sptoken=x'), 404);
    expectError(await browser.post('/change', { sptoken: 'x', password: NEW_PASSWORD }), 404);
  });

  it('4 D32: a missing reset token is 400 as JSON', async () => {
    const { browser } = await startUserdb();
    expectError(await browser.get('/change'), 400);
    expectError(await browser.post('/change', { password: NEW_PASSWORD }), 400);
  });

  it('4 D33: POST /change is empty, and the account with autoLogin', async () => {
    for (const autoLogin of [false, true]) {
      const running = await startUserdb({ endpoints: { change: { autoLogin } } });
      const { ben, sptoken } = await userWithResetLink(running);
      const reply = await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });
      if (autoLogin) expect(expectAccount(reply).email).toBe(ben.email);
      else expectEmpty(reply);
    }
  });

  it.each(['passwordAgain', 'confirmPassword'])('4 D34: the second password may be called %s', async (name) => {
    const running = await startUserdb();
    const { sptoken } = await userWithResetLink(running);
    const change = { sptoken, password: NEW_PASSWORD };
    expectError(await running.browser.post('/change', { ...change, [name]: PASSWORD }), 400);
    expectEmpty(await running.browser.post('/change', { ...change, [name]: NEW_PASSWORD }));
  });

  it('4 D35: POST /expired, /users/remove, /accounts/remove and /roles/remove answer {}', async () => {
    const running = await startUserdb();
    const [{ browser }, ben, gus, cook] = [
      await superAdmin(running),
      await person(running),
      await running.users.create({ account: 'globex' }),
      await running.users.create({ account: 'initech', roles: ['cook'] }),
    ];
    const replies = [
      await ben.browser.post('/expired', { password: NEW_PASSWORD }),
      await browser.post('/users/remove', { userId: ben.user.id }),
      await browser.post('/accounts/remove', { accountId: gus.account.id }),
      await browser.post('/roles/remove', { roleId: cook.roles[0]?.id }),
    ];
    expect(replies.map(({ status, text }) => [status, text])).toEqual(replies.map(() => [200, '{}']));
  });

  it('4 D36: who may not administer gets Error(403)', async () => {
    const { browser } = await person(await startUserdb());
    for (const path of ['/users/list', '/accounts/list', '/roles/list']) expectError(await browser.post(path, {}), 403);
  });

  it('4 D37: an admin lists the roles of the own account', async () => {
    const running = await startUserdb();
    const { user, browser } = await adminOf(running, 'acme');
    await running.users.create({ account: 'globex', roles: ['spy'] });

    const { roles } = expectList(await browser.post('/roles/list', { where: { 'roles.account_id': user.account.id } }));

    expect(roles.map(({ name }) => name)).toEqual(['admin']);
  });

  it.each(['newStatus', 'status'])('4 D38: the key of /accounts/change_account_status may be %s', async (key) => {
    const running = await startUserdb();
    const [{ browser }, gus] = [await superAdmin(running), await running.users.create({ account: 'globex' })];
    const reply = await browser.post('/accounts/change_account_status', {
      accountId: gus.account.id,
      [key]: 'DISABLED',
    });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.json).toMatchObject({ id: gus.account.id, status: 'DISABLED' });
  });

  it("4 D39: the super-admin's role has one name, in the endpoints and in can()", async () => {
    const running = await startUserdb(
      { 'super-admin': 'root' },
      {
        routes: (app) =>
          void app.get('/doctors', authenticated, authorized('doctor'), (_req, res) => void res.json({})),
      },
    );
    for (const [role, status] of [
      ['root', 200],
      ['super-admin', 403],
      ['super_admin', 403],
    ] as const) {
      const { browser } = await person(running, { roles: [role] });
      expect((await browser.get('/doctors')).status).toBe(status);
      expect((await browser.post('/accounts/list', {})).status).toBe(status);
    }
  });

  it('4 D40: authorized(roles) wants any of them, authorized(roles, true) all', async () => {
    const running = await startUserdb(
      {},
      {
        routes: (app) => {
          app.get('/any', authorized(['doctor', 'nurse']), (_req, res) => void res.json({}));
          app.get('/all', authorized(['doctor', 'nurse'], true), (_req, res) => void res.json({}));
        },
      },
    );
    const { browser } = await person(running, { roles: ['doctor'] });
    expect((await browser.get('/any')).status).toBe(200);
    expectError(await browser.get('/all'), 403);
  });
});
