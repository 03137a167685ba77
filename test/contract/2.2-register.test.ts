import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  ANN,
  AT_ONCE,
  expectAccount,
  expectError,
  expectNoCookies,
  expectPassedOn,
  expectSession,
  fallback,
  LATIN1_FORM,
  mailsTo,
  newestToken,
  startWithDatabase,
  subjectsTo,
} from './wire.ts';

const field = { enabled: true, visible: true, label: 'Color', placeholder: 'Color', required: false, type: 'text' };

/** New users are ENABLED at once, and the form has these fields too. */
function withFields(fields: Record<string, object>): Options {
  return { endpoints: { verify: { enabled: false }, register: { form: { fields } } } } as Options;
}

describe('2.2 GET', () => {
  test('2.2 GET JSON "Default fields in this order, all required … placeholder = label"', async () => {
    const { browser } = await startUserdb();

    const { status, json } = await browser.get('/register');

    expect(status).toBe(200);
    expect(json).toStrictEqual({
      form: {
        fields: [
          { label: 'First Name', name: 'givenName', placeholder: 'First Name', required: true, type: 'text' },
          { label: 'Last Name', name: 'surname', placeholder: 'Last Name', required: true, type: 'text' },
          { label: 'Email', name: 'email', placeholder: 'Email', required: true, type: 'email' },
          { label: 'Password', name: 'password', placeholder: 'Password', required: true, type: 'password' },
        ],
      },
      accountStores: [],
    });
  });

  test('2.2 GET JSON "Defined but disabled by default … Default order"', async () => {
    const on = { enabled: true };
    const { browser } = await startUserdb(withFields({ username: on, middleName: on, confirmPassword: on }));

    const { json } = await browser.get('/register');

    expect(json?.form?.fields.map(({ name, label, type }) => [name, label, type])).toEqual([
      ['username', 'Username', 'text'],
      ['givenName', 'First Name', 'text'],
      ['middleName', 'Middle Name', 'text'],
      ['surname', 'Last Name', 'text'],
      ['email', 'Email', 'email'],
      ['password', 'Password', 'password'],
      ['confirmPassword', 'Confirm Password', 'password'],
    ]);
  });

  test('2.2 GET JSON names a custom field as it is configured', async () => {
    const { browser } = await startUserdb(withFields({ 'customData.color': field }));
    const { json } = await browser.get('/register');
    expect(json?.form?.fields.at(-1)).toStrictEqual({
      label: 'Color',
      name: 'customData.color',
      placeholder: 'Color',
      required: false,
      type: 'text',
    });
  });

  test('2.2 GET HTML without a single-page app is passed on', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expectPassedOn(await browser.get('/register', { accept: 'text/html' }));
  });
});

describe('2.2 rules 1 to 3: which fields', () => {
  test.each(['username', 'middleName', 'confirmPassword'])(
    'D19 2.2 rule 1 "A disabled core field with a non-empty value: Error(400)", %s',
    async (name) => {
      const { browser, ctx } = await startUserdb(AT_ONCE);

      expectError(await browser.post('/register', { ...ANN, [name]: PASSWORD }), 400);

      expect(await ctx.store.users.findByLogin(ANN.email)).toBeNull();
    },
  );

  test('D19 2.2 rule 1 "With "" or null: ignored (R sends empty ones)"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    const empty = { username: '', middleName: null, confirmPassword: '', customData: null };
    expect(expectAccount(await browser.post('/register', { ...ANN, ...empty }))).toMatchObject({
      username: ANN.email,
      middleName: null,
      customData: {},
    });
  });

  test.each(['customValue', 'role', 'status', 'id', 'account_id', '__proto__', 'constructor', 'customData.color'])(
    '2.2 rule 2 "Any other top-level name … that is not a configured field: Error(400)", %s',
    async (name) => {
      const { browser, ctx } = await startUserdb(AT_ONCE);
      const body = JSON.stringify({ ...ANN }).replace('}', `,${JSON.stringify(name)}:"ENABLED"}`);

      const reply = await browser.post('/register', body);

      expectError(reply, 400);
      expect(await ctx.store.users.findByLogin(ANN.email)).toBeNull();
    },
  );

  test('2.2 rule 2 "Any other top-level name … Error(400)", also when it is empty', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectError(await browser.post('/register', { ...ANN, customValue: '' }), 400);
    expectError(await browser.post('/register', { ...ANN, customValue: null }), 400);
  });

  test.each<[string, unknown]>([
    ['a key', { color: 'red' }],
    ['an empty key', { color: '' }],
    ['the name of a core field', { email: 'eve@example.com' }],
    ['__proto__', JSON.parse('{"__proto__":{"admin":true}}')],
  ])(
    'D20 2.2 rule 2 "any key inside customData, that is not a configured field: Error(400)", %s',
    async (_, customData) => {
      const { browser, ctx } = await startUserdb(AT_ONCE);

      expectError(await browser.post('/register', { ...ANN, customData }), 400);

      expect(await ctx.store.users.findByLogin(ANN.email)).toBeNull();
    },
  );

  test('D20 2.2 rule 8 "stormpathApiKey_1 … only if register.allowApiKeysInCustomData is on": otherwise Error(400)', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectError(await browser.post('/register', { ...ANN, customData: { stormpathApiKey_1: 'id:secret' } }), 400);
  });

  test('D20 2.2 rule 8 "allowApiKeysInCustomData is on": taken, "stripped from customData and never sent back"', async () => {
    const { browser, users } = await startUserdb({
      endpoints: { verify: { enabled: false }, register: { allowApiKeysInCustomData: true } },
    });
    const body = (email: string, customData: object) => ({ ...ANN, email, customData });

    // "The same id and secret is registered for several accounts … that must not fail."
    for (const email of ['ann@example.com', 'gus@example.com']) {
      const reply = await browser.post('/register', body(email, { stormpathApiKey_1: 'id:secret' }));
      expect(expectAccount(reply).customData).toEqual({});
      expect((await users.find(email)).customData).toEqual({});
    }
    const all = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`stormpathApiKey_${i + 1}`, `id${i}:s:${i}`]));
    expectAccount(await browser.post('/register', body('eve@example.com', all)));
    for (const other of [{ stormpathApiKey_0: 'id:s' }, { stormpathApiKey_11: 'id:s' }, { color: 'red' }]) {
      expectError(await browser.post('/register', body('dora@example.com', other)), 400);
    }
  });

  test('2.2 rule 2 "a field name that is not in the configuration should be left out of the message"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    const reply = await browser.post('/register', { ...ANN, '<img src=x onerror=alert(1)>': 'yes' });
    expectError(reply, 400);
    expect(reply.text).not.toContain('img');
  });

  describe.each(['color', 'customData.color'])('2.2 rule 3, configured as "%s"', (configured) => {
    test.each<[string, object, string]>([
      ['color', { color: 'red' }, 'color=red'],
      ['customData: {color}', { customData: { color: 'red' } }, 'customData[color]=red'],
      ['the flat key customData.color', { 'customData.color': 'red' }, 'customData.color=red'],
    ])(`2.2 rule 3 configured as "${configured}", "may come as %s … stored in customData"`, async (_, json, form) => {
      const { browser, users } = await startUserdb(withFields({ [configured]: { ...field, required: true } }));
      const gus = { ...ANN, email: 'gus@example.com' };

      const asJson = await browser.post('/register', { ...ANN, ...json });
      const asForm = await browser.post('/register', `${new URLSearchParams(gus)}&${form}`, { type: LATIN1_FORM });

      expect(expectAccount(asJson).customData).toEqual({ color: 'red' });
      expect(expectAccount(asForm).customData).toEqual({ color: 'red' });
      expect((await users.find(ANN.email)).customData).toEqual({ color: 'red' });
    });
  });

  test('2.2 rule 3: a custom field takes text, and no object or list', async () => {
    const { browser } = await startUserdb(withFields({ color: field }));
    expectError(await browser.post('/register', { ...ANN, color: { red: 255 } }), 400);
    expectError(await browser.post('/register', { ...ANN, customData: { color: ['red'] } }), 400);
    expectError(await browser.post('/register', { ...ANN, customData: 'red' }), 400);
  });
});

describe('2.2 rules 4 to 7: what is in them', () => {
  test.each([
    ['givenName', 'First Name is required.'],
    ['surname', 'Last Name is required.'],
    ['email', 'Email is required.'],
    ['password', 'Password is required.'],
  ])('D18 2.2 rule 4 "Each required field missing or empty: Error(400)", %s: %s', async (name, message) => {
    const { browser } = await startUserdb(AT_ONCE);

    for (const value of [undefined, '', null]) {
      const reply = await browser.post('/register', { ...ANN, [name]: value });
      expectError(reply, 400);
      expect(reply.json?.message).toBe(message);
    }
  });

  test('2.2 rule 4 a required text of blanks is as good as empty', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    const reply = await browser.post('/register', { ...ANN, givenName: '   ' });
    expectError(reply, 400);
    expect(reply.json?.message).toBe('First Name is required.');
  });

  test('2.2 rule 4 "for an empty body any message containing required"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    for (const reply of [
      await browser.post('/register', {}),
      await browser.post('/register'),
      await browser.form('/register', {}, { type: LATIN1_FORM }),
    ]) {
      expectError(reply, 400);
      expect(reply.json?.message).toContain('required');
    }
  });

  test('2.2 rule 4 uses the configured label, of a custom field too', async () => {
    const { browser } = await startUserdb(
      withFields({ email: { label: 'Mail' }, color: { ...field, required: true, label: 'Favourite' } }),
    );
    expect((await browser.post('/register', { ...ANN, email: '' })).json?.message).toBe('Mail is required.');
    expect((await browser.post('/register', ANN)).json?.message).toBe('Favourite is required.');
  });

  test('2.2 rule 5 "confirmPassword enabled and different: Error(400) Passwords do not match."', async () => {
    const { browser, users } = await startUserdb(withFields({ confirmPassword: { enabled: true } }));

    const different = await browser.post('/register', { ...ANN, confirmPassword: 'another horse' });
    expectError(different, 400);
    expect(different.json?.message).toBe('Passwords do not match.');

    const account = expectAccount(await browser.post('/register', { ...ANN, confirmPassword: PASSWORD }));
    expect(JSON.stringify(account)).not.toContain(PASSWORD);
    expect((await users.find(ANN.email)).customData).toEqual({});
  });

  test.each([
    'foo',
    'foo@',
    '@example.com',
    'a b@example.com',
    'a@example.com,b@example.com',
    'a@b@example.com',
    'a@example.com\nBcc: b@example.com',
    '"Ann" <ann@example.com>',
  ])('2.2 rule 6 "E-mail syntax … Error(400)", %j', async (email) => {
    const { browser } = await startUserdb(AT_ONCE);
    expectError(await browser.post('/register', { ...ANN, email }), 400);
  });

  test('D22 2.2 rule 6 "password 1 must be refused by default", with a good address and with foo@bar', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectError(await browser.post('/register', { ...ANN, password: '1' }), 400);
    expectError(await browser.post('/register', { ...ANN, email: 'foo@bar', password: '1' }), 400);
  });

  test('D22 "on by default, minimum length 8; enabled: false keeps only a floor of 5"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectError(await browser.post('/register', { ...ANN, password: 'zy#w9q7' }), 400);
    expectAccount(await browser.post('/register', { ...ANN, password: 'zy#w9q7x' }));

    const lenient = await startUserdb({ ...AT_ONCE, passwordPolicy: { enabled: false } });
    expectError(await lenient.browser.post('/register', { ...ANN, password: 'zy#w' }), 400);
    expectAccount(await lenient.browser.post('/register', { ...ANN, password: 'zy#w9' }));
  });

  test('10.5 "on, length 8, no composition rules by default"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectAccount(await browser.post('/register', { ...ANN, password: 'onlysmallletters' }));
  });

  test('10.5 "a list of the commonest passwords … refused"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    for (const password of ['password', '12345678', 'Password', 'iloveyou', 'qwertyuiop']) {
      expectError(await browser.post('/register', { ...ANN, password }), 400);
    }
  });

  test('10.5 "the user\'s own name and address refused"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    const ann = { ...ANN, email: 'annabella.lee@example.com', givenName: 'Annabella', surname: 'Leewards' };
    for (const password of ['annabella', 'LEEWARDS', 'annabella1', 'AnnabellaLeewards', ann.email, 'annabella.lee']) {
      expectError(await browser.post('/register', { ...ann, password }), 400);
    }
  });

  test('D23 2.2 rule 7 "E-mail or username taken: Error(409)"', async () => {
    const { browser, users } = await startUserdb(withFields({ username: { enabled: true, required: false } }));
    await users.create({ email: 'ben@example.com', username: 'ben' });

    expectError(await browser.post('/register', { ...ANN, email: 'ben@example.com' }), 409);
    expectError(await browser.post('/register', { ...ANN, email: 'Ben@Example.COM' }), 409);
    expectError(await browser.post('/register', { ...ANN, username: 'ben' }), 409);
    expectError(await browser.post('/register', { ...ANN, username: 'BEN' }), 409);
    expectAccount(await browser.post('/register', { ...ANN, username: 'ann' }));
  });

  test('2.2 "Rules, in this order of checking"', async () => {
    const { browser, users } = await startUserdb(withFields({ confirmPassword: { enabled: true } }));
    const { email } = await users.create();
    const message = async (body: object) => (await browser.post('/register', body)).json?.message;
    const taken = { ...ANN, email };

    // Each body breaks the rule it is about and every later one.
    const unknown = await message({ customValue: 1, password: '1', confirmPassword: '2' });
    const required = await message({ password: '1', confirmPassword: '2', email: 'foo' });
    const differ = await message({ ...taken, password: '1', confirmPassword: '2' });
    const policy = await browser.post('/register', { ...taken, password: '1', confirmPassword: '1' });
    const conflict = await browser.post('/register', { ...taken, confirmPassword: PASSWORD });

    expect(unknown).not.toMatch(/required|match/);
    expect(required).toBe('First Name is required.');
    expect(differ).toBe('Passwords do not match.');
    expectError(policy, 400);
    expectError(conflict, 409);
  });

  test('2.2 "the CSRF field of 1.9 is taken out of the body first"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectAccount(await browser.form('/register', { ...ANN, _csrf: 'token-of-the-page' }));
  });

  test('1.3 "a string where a string is expected, else 400" in every field of a registration', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    for (const name of Object.keys(ANN)) {
      for (const value of [7, true, ['x'], { 'users.email': 1 }]) {
        expectError(await browser.post('/register', { ...ANN, [name]: value }), 400);
      }
    }
  });
});

describe('2.2 POST, the outcomes', () => {
  test('2.2 POST "created, ENABLED, no auto-login": 200 {"account": Account}; no cookies', async () => {
    const { browser } = await startUserdb(AT_ONCE);

    const reply = await browser.post('/register', ANN);

    expect(expectAccount(reply)).toMatchObject({ email: ANN.email, status: 'ENABLED' });
    expectNoCookies(reply);
    expectError(await browser.get('/me'), 401);
  });

  test('2.2 POST "created, ENABLED, auto-login": 200 same; session created', async () => {
    const { browser } = await startUserdb({
      endpoints: { verify: { enabled: false }, register: { autoLogin: true } },
    });

    const reply = await browser.post('/register', ANN);

    expect(expectAccount(reply)).toMatchObject({ email: ANN.email, status: 'ENABLED' });
    await expectSession(reply, browser, ANN.email);
  });

  test.each([false, true])(
    'D9 2.2 POST "created, needs verification": 200 same, account.status UNVERIFIED; no cookies, auto-login %s',
    async (autoLogin) => {
      const { browser, users } = await startUserdb({ endpoints: { register: { autoLogin } } });

      const reply = await browser.post('/register', ANN);

      expect(expectAccount(reply)).toMatchObject({ email: ANN.email, status: 'UNVERIFIED' });
      expectNoCookies(reply);
      expectError(await browser.get('/me'), 401);
      expect(await users.find(ANN.email)).toMatchObject({ status: 'PENDING' });
    },
  );

  test('2.2 POST "refused": Error(400/409), and nobody is there who was not', async () => {
    const { browser, ctx, users, mailbox } = await startUserdb(AT_ONCE);
    const ben = await users.create();

    expectError(await browser.post('/register', { ...ANN, password: '1' }), 400);
    expectError(await browser.post('/register', { ...ANN, email: ben.email }), 409);

    expect(await ctx.store.users.findByLogin(ANN.email)).toBeNull();
    expect(await users.find(ben.email)).toEqual(ben);
    expect(await mailbox.all()).toEqual([]);
  });

  test('2.2 POST as a form: the same as JSON', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expect(expectAccount(await browser.form('/register', ANN, { type: LATIN1_FORM }))).toMatchObject({
      email: ANN.email,
      fullName: 'Ann Lee',
    });
  });
});

describe('2.2 POST, the sentences under the table', () => {
  test('D53 2.2 "account.username = e-mail if none was given; fullName = given + space + surname; middleName null"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expect(expectAccount(await browser.post('/register', ANN))).toMatchObject({
      username: ANN.email,
      email: ANN.email,
      givenName: 'Ann',
      middleName: null,
      surname: 'Lee',
      fullName: 'Ann Lee',
    });
  });

  test('2.2 "account.username", "fullName = given + space + (middle + space) + surname" where they were given', async () => {
    const { browser } = await startUserdb(withFields({ username: { enabled: true }, middleName: { enabled: true } }));
    const body = { ...ANN, username: 'ann', middleName: 'Marie' };
    expect(expectAccount(await browser.post('/register', body))).toMatchObject({
      username: 'ann',
      middleName: 'Marie',
      fullName: 'Ann Marie Lee',
    });
  });

  test('D21 2.2 "givenName/surname not required and absent": null, with fullName falling back to username', async () => {
    const optional = { required: false };
    const { browser } = await startUserdb(withFields({ givenName: optional, surname: optional }));
    const account = expectAccount(await browser.post('/register', { email: ANN.email, password: PASSWORD }));
    expect(account).toMatchObject({ givenName: null, surname: null, fullName: ANN.email });
  });

  test('D53 2.2 an optional user name of blanks is none, for any number of people', async () => {
    const { browser } = await startUserdb(withFields({ username: { enabled: true, required: false } }));
    for (const email of ['ann@example.com', 'gus@example.com']) {
      const reply = await browser.post('/register', { ...ANN, email, username: '  ' });
      expect(expectAccount(reply).username).toBe(email);
    }
  });

  test('2.2 Side effects "user row", with the account and the roles of the configuration', async () => {
    const { browser, users, clock } = await startUserdb({
      endpoints: { verify: { enabled: false }, register: { account: 'globex', roles: ['member', 'reader'] } },
    });

    await browser.post('/register', ANN);

    const ann = await users.find(ANN.email);
    expect(ann).toMatchObject({ status: 'ENABLED', account: { name: 'globex' }, createdAt: clock.now() });
    expect(ann.roles.map(({ name }) => name)).toEqual(['member', 'reader']);
    expect(ann.password).not.toContain(PASSWORD);
  });

  test('2.2 Side effects "verification mail if the verify flow is on"', async () => {
    const { browser, mailbox } = await startUserdb();
    await browser.post('/register', ANN);
    expect(await subjectsTo(mailbox, ANN)).toEqual(['Please verify your account']);
    expect(await newestToken(mailbox, ANN)).toMatch(/^[\w-]+$/);
  });

  test('2.2 Side effects "else (optional) welcome mail"', async () => {
    const { browser, mailbox } = await startUserdb(AT_ONCE);
    await browser.post('/register', ANN);
    expect(await subjectsTo(mailbox, ANN)).toEqual(['Your registration was successful']);
  });

  test('2.2 "create ENABLED users at once: the TCK logs in right after"', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    const account = {
      email: 'fooemail-6ba7b810-9dad-11d1-80b4-00c04fd430c8@testmail.stormpath.com',
      password: 'P@sword123!',
      givenName: 'GivenName-6ba7b810-9dad-11d1-80b4-00c04fd430c8',
      surname: 'Surname-6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    };

    expect(expectAccount(await browser.post('/register', account))).toMatchObject({ status: 'ENABLED' });

    const login = { login: account.email, password: account.password };
    expect(expectAccount(await browser.post('/login', login))).toMatchObject({ username: account.email });
  });
});

describe('10.12 a taken address where verification is required', () => {
  test('10.12 "the answer is that of a fresh registration, in body, status": the same but for what is made anew', async () => {
    const { browser, users } = await startUserdb({ endpoints: { register: { roles: ['member'] } } });
    const ben = await users.create();

    const fresh = await browser.post('/register', ANN);
    const taken = await browser.post('/register', { ...ANN, email: ben.email });

    expect(taken.status).toBe(fresh.status);
    expect([...taken.headers.keys()]).toEqual([...fresh.headers.keys()]);
    const { id, ...seen } = expectAccount(taken);
    const { id: freshId, ...expected } = expectAccount(fresh);
    expect(id).not.toBe(ben.id);
    expect(id).toHaveLength(freshId.length);
    const like = JSON.stringify(expected).replaceAll(freshId, id).replaceAll(ANN.email, ben.email);
    expect(JSON.stringify(seen)).toBe(like);
  });

  test('10.12 "nothing changes", whatever the owner\'s status', async () => {
    const { browser, users } = await startUserdb();
    for (const status of ['PENDING', 'ENABLED', 'DISABLED', 'LOCKED'] as const) {
      const owner = await users.create({ status });
      expectAccount(await browser.post('/register', { ...ANN, email: owner.email, password: 'a stranger battery' }));
      expect(await users.find(owner.email)).toEqual(owner);
    }
  });

  test('10.12 "the owner gets a mail … with a link to /forgot and no token"', async () => {
    const { browser, users, mailbox, url } = await startUserdb();
    const ben = await users.create();

    await browser.post('/register', { ...ANN, email: ben.email });

    const [mail, ...more] = await mailsTo(mailbox, ben);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('You already have an account');
    for (const part of [mail?.text, mail?.html]) {
      expect(part).toContain(`${url}/forgot`);
      expect(part).not.toContain('sptoken');
    }
  });

  test('10.12 a taken user name is answered alike whether the address is taken or free', async () => {
    const { browser, users } = await startUserdb({
      endpoints: { register: { form: { fields: { username: { enabled: true, required: false } } } } },
    });
    const ben = await users.create();
    await users.create({ username: 'gus' });

    const free = await browser.post('/register', { ...ANN, username: 'gus' });
    const taken = await browser.post('/register', { ...ANN, email: ben.email, username: 'gus' });

    expect([taken.status, taken.text]).toEqual([free.status, free.text]);
  });

  test('10.12 "409 where accounts are ENABLED at once", and no mail', async () => {
    const { browser, users, mailbox } = await startUserdb(AT_ONCE);
    const ben = await users.create();
    expectError(await browser.post('/register', { ...ANN, email: ben.email }), 409);
    expect(await mailbox.all()).toEqual([]);
  });

  test('10.12 register.verify decides, and is endpoints.verify.enabled unless it says otherwise', async () => {
    const { browser, users } = await startUserdb({ endpoints: { register: { verify: false } } });
    const ben = await users.create();
    expect(expectAccount(await browser.post('/register', ANN)).status).toBe('ENABLED');
    expectError(await browser.post('/register', { ...ANN, email: ben.email }), 409);
  });
});

test('10.4 "New users join the tenant named by endpoints.register.account (default default, created when missing)"', async () => {
  const { browser, db } = await startWithDatabase(AT_ONCE);
  expect(await db('accounts').pluck('name')).toEqual([]);

  const ann = expectAccount(await browser.post('/register', ANN));
  const gus = expectAccount(await browser.post('/register', { ...ANN, email: 'gus@example.com' }));

  expect(ann.accounts).toEqual([{ id: ann.account_id, name: 'default', status: 'ENABLED' }]);
  expect(gus.account_id).toBe(ann.account_id);
  expect(ann.roles).toEqual([]);
});
