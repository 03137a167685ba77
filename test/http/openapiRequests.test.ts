import { expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { openApi } from '../../server/http/openapi.ts';
import { descriptionOf } from '../support/described.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { withColor } from './color.ts';

const NEW = { givenName: 'Ann', surname: 'Lee', email: 'ann@example.com', password: PASSWORD };
const login = 'ben@example.com';

interface Sent {
  path: string;
  schema: string;
  /** What the case is about, where a path has several. */
  about?: string;
  good: object[];
  bad: object[];
  options?: Options;
  /** Sent as a form. */
  form?: true;
}

const CASES: readonly Sent[] = [
  {
    path: '/login',
    schema: 'SignInBody',
    good: [
      { login, password: PASSWORD },
      { username: login, password: PASSWORD },
      { email: login, password: PASSWORD },
      { login: '', username: null, email: login, password: PASSWORD },
      { login, username: login, password: PASSWORD, rememberMe: true },
    ],
    bad: [
      {},
      { login },
      { password: PASSWORD },
      { login: '', password: PASSWORD },
      { login: '  ', password: PASSWORD },
      { login: 'b\u0000b', password: PASSWORD },
      { login: null, password: PASSWORD },
      { login: [login], password: PASSWORD },
      { login: { email: login }, password: PASSWORD },
      { login, password: '' },
      { login, password: 7 },
    ],
  },
  {
    path: '/register',
    schema: 'RegisterBody',
    good: [NEW, { ...NEW, middleName: '', username: null }, { ...NEW, customData: {} }, { ...NEW, _csrf: 'x' }],
    bad: [
      {},
      ...Object.keys(NEW).map((name) => ({ ...NEW, [name]: undefined })),
      ...Object.keys(NEW).map((name) => ({ ...NEW, [name]: 7 })),
      ...Object.keys(NEW).map((name) => ({ ...NEW, [name]: '' })),
      { ...NEW, middleName: 'Bo' },
      { ...NEW, customValue: 'x' },
      { ...NEW, customData: { color: 'red' } },
      { ...NEW, customData: 'x' },
      { ...NEW, email: 'nowhere' },
      { ...NEW, password: '1' },
      { ...NEW, givenName: 'A'.repeat(65) },
    ],
  },
  {
    path: '/register',
    schema: 'RegisterBody',
    about: 'where a field of the application is required',
    options: withColor(true),
    good: [
      { ...NEW, color: 'red' },
      { ...NEW, color: 7 },
      { ...NEW, 'customData.color': 'red' },
      { ...NEW, customData: { color: true } },
    ],
    bad: [NEW, { ...NEW, color: ' ' }, { ...NEW, color: {} }, { ...NEW, customData: { color: 'red', size: 1 } }],
  },
  {
    path: '/register',
    schema: 'RegisterBody',
    about: 'where a field of the application may be left out',
    options: withColor(false),
    good: [NEW, { ...NEW, color: null }, { ...NEW, customData: { color: '' } }],
    bad: [{ ...NEW, color: ['red'] }],
  },
  {
    path: '/forgot',
    schema: 'RequestPasswordResetBody',
    good: [{ email: login }, { username: login }, { login, email: '' }],
    bad: [{}, { email: '' }, { email: ' ' }, { email: 7 }, { email: [login] }],
  },
  {
    path: '/verify',
    schema: 'ResendVerificationBody',
    good: [{ login }, { email: login }, { username: login }],
    bad: [{}, { login: '' }, { login: { a: 1 } }],
  },
  {
    path: '/change?sptoken=nonsense',
    schema: 'ResetPasswordBody',
    good: [],
    bad: [
      {},
      { password: '' },
      { password: 7 },
      { password: PASSWORD, confirmPassword: 7 },
      { sptoken: 7, password: PASSWORD },
    ],
  },
  {
    path: '/me',
    schema: 'ChangeMeBody',
    good: [{}, { givenName: 'Bo' }, { middleName: null }, { customData: { color: 'red' } }, { phone: 'ignored' }],
    bad: [{ givenName: '' }, { surname: 7 }, { email: 'nowhere' }, { customData: 'x' }, { password: 7 }],
  },
  {
    path: '/expired',
    schema: 'ReplacePasswordBody',
    good: [],
    bad: [{}, { password: '' }, { password: 7 }, { password: PASSWORD, existingPassword: 7 }],
  },
  {
    path: '/users/list',
    schema: 'ListUsersBody',
    good: [{}, { offset: 0, limit: 10, orderby: ['email', 'desc'], searchString: null, select: ['id'] }],
    bad: [{ offset: -1 }, { limit: '10' }, { limit: 0 }, { orderby: 'email' }, { searchString: 7 }, { accountId: {} }],
  },
  {
    path: '/users/update',
    schema: 'SaveUserBody',
    good: [{ ...NEW, status: 'ENABLED', roles: [{ name: 'nurse', id: 'ignored' }] }],
    bad: [
      { id: ['x'] },
      { id: '' },
      { ...NEW, email: 7 },
      { ...NEW, customData: 'x' },
      { ...NEW, roles: ['nurse'] },
      { ...NEW, status: 'GONE' },
    ],
  },
  {
    path: '/accounts/update',
    schema: 'SaveAccountBody',
    good: [{ name: 'Globex' }, { name: 'Initech', description: null, customData: {} }],
    bad: [{ name: 7 }, { name: 'Hooli', description: 7 }, { name: 'Hooli', customData: [] }],
  },
  {
    path: '/roles/remove',
    schema: 'RemoveRoleBody',
    good: [],
    bad: [{}, { roleId: '' }, { roleId: 7 }, { roleId: null }],
  },
  {
    path: '/oauth/token',
    schema: 'GetTokenBody',
    options: { endpoints: { oauth: { enabled: true } } },
    form: true,
    good: [
      { grant_type: 'password', username: login, password: PASSWORD },
      { grant_type: 'password', login, password: PASSWORD },
    ],
    bad: [
      {},
      { grant_type: '' },
      { grant_type: 'implicit' },
      { grant_type: 'password', username: login },
      { grant_type: 'password', password: PASSWORD },
      { grant_type: 'refresh_token' },
    ],
  },
  {
    path: '/users/check_password',
    schema: 'CheckPasswordBody',
    good: [{}, { password: PASSWORD }, { password: null }, { password: 7 }],
    bad: [],
  },
];

test.each(CASES.map((sent) => [[sent.path, sent.about ?? []].flat().join(' '), sent] as const))(
  'the document and the server take and refuse the same at POST %s',
  async (_, { path, schema, good, bad, options = {}, form }) => {
    const { browser, users, ctx } = await startUserdb(options);
    await users.create({ email: login, roles: ['super-admin'] });
    // Whoever is signed in may sign in and register too.
    await browser.signIn({ email: login }, PASSWORD);
    const { complaints } = descriptionOf(JSON.stringify(openApi(ctx.config, ENDPOINTS)));

    for (const [status, bodies] of [
      [200, good],
      [400, bad],
    ] as const) {
      for (const written of bodies) {
        const text = JSON.stringify(written);
        // As it goes over the wire.
        const body = JSON.parse(text) as Record<string, string>;
        const reply = form ? await browser.form(path, body) : await browser.post(path, body);
        expect(reply.status, `${text}: ${reply.text}`).toBe(status);
        expect(complaints(`components/schemas/${schema}`, body).length > 0, `the document on ${text}`).toBe(
          status === 400,
        );
      }
    }
  },
);
