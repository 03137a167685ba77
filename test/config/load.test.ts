import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import session from 'express-session';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError, type ConfigSources, loadConfig } from '../../server/config/load.ts';
import type { Config, Options } from '../../server/config/schema.ts';

const DEVELOPMENT = { NODE_ENV: 'development' };
/** What nobody can leave out who serves strangers. */
const OWN_SECRETS = {
  session: { secret: 'a session secret of my own' },
  tokenSigningKey: 'a signing key of my own',
} satisfies Options;

const load = (options: unknown = {}, sources: ConfigSources = {}): Config =>
  loadConfig({ env: DEVELOPMENT, ...sources, options: options as Options });

/** The lines in which a configuration is refused. */
function problems(options: unknown, sources: ConfigSources = {}): readonly string[] {
  try {
    load(options, sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

async function yaml(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'userdb-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'userdb.yml');
  await writeFile(file, source);
  return file;
}

const loadYaml = async (source: string, env: NodeJS.ProcessEnv = {}) =>
  load({}, { file: await yaml(source), env: { ...DEVELOPMENT, ...env } });
const yamlProblems = async (source: string, env: NodeJS.ProcessEnv = {}) =>
  problems({}, { file: await yaml(source), env: { ...DEVELOPMENT, ...env } });

describe('merging', () => {
  it('takes the defaults, over them what a program takes for granted, the file, and the options', async () => {
    const file = await yaml('baseUrl: https://file.example\nsuper-admin: from-the-file\n');
    const config = load(
      { 'super-admin': 'from-the-options' },
      { file, standard: { baseUrl: 'https://standard.example', debug: true, 'super-admin': 'from-the-standard' } },
    );
    expect(config).toMatchObject({
      debug: true,
      baseUrl: 'https://file.example',
      'super-admin': 'from-the-options',
      sessionsExpireInSeconds: 0,
    });
  });

  it('goes key by key, however deep', () => {
    const { endpoints, session } = load({
      endpoints: { login: { nextUri: '/home' } },
      session: { cookie: { domain: 'x.y' } },
    });
    expect(endpoints.login).toMatchObject({ enabled: true, uri: '/login', nextUri: '/home' });
    expect(endpoints.logout.enabled).toBe(true);
    expect(session.cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', domain: 'x.y' });
  });

  it('adds a field of one’s own to a form', () => {
    const color = { enabled: true, visible: true, label: 'Color', placeholder: '', required: false, type: 'text' };
    const { fields } = load({ endpoints: { register: { form: { fields: { color } } } } }).endpoints.register.form;
    expect(fields).toMatchObject({ color, email: { enabled: true } });
  });

  it('replaces lists', () => {
    expect(load({ produces: ['application/json'] }).produces).toEqual(['application/json']);
    expect(load({ endpoints: { register: { roles: ['member'] } } }).endpoints.register.roles).toEqual(['member']);
  });

  it('keeps the default where an option is undefined, and takes null where null means something', () => {
    const config = load({
      baseUrl: undefined,
      session: undefined,
      endpoints: { login: { uri: undefined } },
      transformer: null,
    });
    expect(config).toMatchObject({ baseUrl: 'http://localhost:3000', session: { key: 'userdb' }, transformer: null });
    expect(config.endpoints.login.uri).toBe('/login');
  });

  it('takes functions and objects with functions as they are', () => {
    const transformer = (user: object) => user;
    const logger = { calls: 0, error() {}, info() {}, debug() {} };
    const store = new session.MemoryStore();
    const config = load({ transformer, logger, session: { store } });
    expect(config.transformer).toBe(transformer);
    expect(config.logger).toBe(logger);
    expect(config.session.store).toBe(store);
  });

  it('takes an empty file, and one with comments only, for no file', async () => {
    expect((await loadYaml('')).baseUrl).toBe('http://localhost:3000');
    expect((await loadYaml('# nothing yet\n')).baseUrl).toBe('http://localhost:3000');
  });
});

describe('the result', () => {
  it('is frozen through and through', () => {
    const config = load({ database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } } });
    const loose: string[] = [];
    const visit = (value: unknown, key: string) => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) loose.push(key);
      for (const [name, inner] of Object.entries(value)) visit(inner, `${key}.${name}`);
    };
    visit(config, 'config');
    expect(loose).toEqual([]);
  });

  it('is not what the caller gave, which stays as it was', () => {
    const logger = { calls: 0, error() {}, info() {}, debug() {} };
    const options = {
      logger,
      session: { secret: ['a secret of sixteen', 'and another such one'], store: new session.MemoryStore() },
      database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
      smtp: { options: { auth: { user: 'a', pass: 'b' } } },
      endpoints: { register: { roles: ['member'] } },
    };
    load(options);

    logger.calls = 1;
    options.session.secret.push('a third secret, later');
    options.database.options.connection.filename = 'other';
    options.smtp.options.auth.pass = 'c';
    options.endpoints.register.roles.push('more');
    expect(Object.isExtensible(options.session.store)).toBe(true);
  });

  it('does not follow what the caller changes later', () => {
    const options = { session: { secret: ['a secret of sixteen'] }, smtp: { options: { auth: { user: 'a' } } } };
    const config = load(options);
    options.session.secret[0] = 'short';
    options.smtp.options.auth.user = 'b';
    expect(config.session.secret).toEqual(['a secret of sixteen']);
    expect(config.smtp.options.auth).toEqual({ user: 'a' });
  });

  it('of one load is not that of another', () => {
    expect(load({ debug: true }).debug).toBe(true);
    expect(load().debug).toBe(false);
  });
});

describe('what is refused', () => {
  it('is refused together, each in a line', () => {
    expect(
      problems({
        passwordPolicy: { length: 'eight', uppers: -1 },
        sesion: {},
        endpoints: { login: { url: '/login', enabled: 'yes' } },
        baseUrl: 'ftp://example.com',
      }).toSorted(),
    ).toEqual([
      'baseUrl: takes an address that starts with http:// or https:// (got "ftp://example.com")',
      'endpoints.login.enabled: takes true or false (got "yes")',
      'endpoints.login.url: there is no such key; did you mean uri?',
      'passwordPolicy.length: takes a whole number from 1 to 128 (got "eight")',
      'passwordPolicy.uppers: takes a whole number from 0 to 64 (got -1)',
      'sesion: there is no such key; did you mean session?',
    ]);
  });

  it('is also refused together with what only shows when keys are looked at together', () => {
    const said = problems(
      { baseUrl: 7, sesion: {}, passwordHashing: { cost: 4 }, spa: { enabled: true, index: '/no/such/file' } },
      { env: {} },
    ).join('\n');
    for (const key of ['baseUrl', 'sesion', 'session.secret', 'tokenSigningKey', 'passwordHashing.cost', 'spa.index']) {
      expect(said).toContain(`${key}: `);
    }
  });

  it('is the message of the error too', () => {
    expect(() => load({ debug: 1, baseUrl: 2 })).toThrow(/^debug: takes .*\nbaseUrl: takes .*$/);
  });

  it.each([
    ['sessionsExpireInSecond', 'sessionsExpireInSeconds'],
    ['superAdmin', 'super-admin'],
    ['Session', 'session'],
    ['token-signing-key', 'tokenSigningKey'],
    ['accountsHref', 'accounts_href'],
  ])('%s: did you mean %s?', (wrong, right) => {
    expect(problems({ [wrong]: 1 })).toEqual([`${wrong}: there is no such key; did you mean ${right}?`]);
  });

  it('names the keys that there are where none is like it', () => {
    expect(problems({ csrf: { origins: [] } })).toEqual(['csrf.origins: there is no such key; there are enabled']);
  });

  it.each<[object, string]>([
    [{ debug: 'true' }, 'debug: takes true or false (got "true")'],
    [{ logger: {} }, 'logger: takes an object with the functions info, error and debug or null (got {})'],
    [{ 'super-admin': '' }, 'super-admin: takes text (got "")'],
    [
      { produces: ['text/html'] },
      'produces: takes a list with application/json, and text/html if wanted (got ["text/html"])',
    ],
    [{ basePath: 'auth' }, 'basePath: takes a path that starts with one /, or null (got "auth")'],
    [{ basePath: '//evil' }, 'basePath: takes a path that starts with one /, or null (got "//evil")'],
    [{ endpoints: { me: { uri: 'me' } } }, 'endpoints.me.uri: takes a path that starts with one / (got "me")'],
    [{ endpoints: { me: { uri: '/me?x' } } }, 'endpoints.me.uri: takes a path that starts with one / (got "/me?x")'],
    [{ endpoints: 'all' }, 'endpoints: takes keys with values (got text)'],
    [{ endpoints: { login: null } }, 'endpoints.login: takes keys with values (got null)'],
    [
      { endpoints: { register: { verify: 'yes' } } },
      'endpoints.register.verify: takes true, false or null (got "yes")',
    ],
    [
      { endpoints: { register: { roles: 'member' } } },
      'endpoints.register.roles: takes a list of texts (got "member")',
    ],
    [
      { passwordsExpireInSeconds: 1.5 },
      'passwordsExpireInSeconds: takes a whole number of seconds, 0 or more (got 1.5)',
    ],
    [{ passwordHashing: { cost: 31 } }, 'passwordHashing.cost: takes a whole number from 4 to 16 (got 31)'],
    [{ passwordHashing: { maxQueue: 0 } }, 'passwordHashing.maxQueue: takes a whole number, 1 or more (got 0)'],
    [{ rateLimits: { login: { seconds: 0 } } }, 'rateLimits.login.seconds: takes a whole number, 1 or more (got 0)'],
    [{ session: { key: 'my cookie' } }, 'session.key: takes the name of a cookie (got "my cookie")'],
    [
      { session: { store: 'file' } },
      'session.store: takes memory, database, redis://host:port, or an express-session store (got "file")',
    ],
    [{ session: { cookie: { sameSite: 'Lax' } } }, 'session.cookie.sameSite: takes lax or strict or none (got "Lax")'],
    [{ session: { cookie: { secure: 'yes' } } }, 'session.cookie.secure: takes true, false or auto (got "yes")'],
    [{ session: { cookie: { maxAge: 0 } } }, 'session.cookie.maxAge: takes a whole number, 1 or more, or null (got 0)'],
    [{ database: { driver: 'mongo' } }, 'database.driver: takes knex (got "mongo")'],
    [{ strategies: [] }, 'strategies: takes a function or null (got [])'],
    [{ smtp: { options: { port: '587' } } }, 'smtp.options.port: takes a whole number from 1 to 65535 (got "587")'],
    [{ email: { forgotPassword: { format: 'both' } } }, 'email.forgotPassword.format: takes html or text (got "both")'],
    [
      { email: { forgotPassword: { endpoint: '/change' } } },
      'email.forgotPassword.endpoint: takes an address that starts with http:// or https://, or null (got "/change")',
    ],
    [{ transformer: 'stormpath2' }, 'transformer: takes stormpath, null or a function (got "stormpath2")'],
    [
      { trustProxy: {} },
      'trustProxy: takes true, false, a number of proxies, addresses like 10.0.0.0/8, loopback, or null (got {})',
    ],
    [
      { trustProxy: '1' },
      'trustProxy: takes true, false, a number of proxies, addresses like 10.0.0.0/8, loopback, or null (got "1")',
    ],
    [
      { cors: { allowedOrigins: ['https://a.example/path'] } },
      'cors.allowedOrigins: takes a list of origins, like https://www.example.com (got ["https://a.example/path"])',
    ],
    [{ transformer: () => {}, debug: () => {} }, 'debug: takes true or false (got a function)'],
  ])('names key, what it takes and what it got: %j', (options, line) => {
    expect(problems(options)).toEqual([line]);
  });

  it('keeps long values short', () => {
    const [line = ''] = problems({ baseUrl: 'x'.repeat(5000) });
    expect(line.length).toBeLessThan(200);
  });

  it.each([null, [], 'all', 7])('is a whole configuration of %j', (options) => {
    expect(problems(options).join()).toMatch(/takes keys with values/);
  });
});

describe('secrets', () => {
  const HIDDEN = 'hidden-word';

  it.each<object>([
    { session: { secret: HIDDEN } },
    { session: { secret: { value: HIDDEN } } },
    { session: { secret: [HIDDEN, 'x'] } },
    { session: HIDDEN },
    { session: { store: `redis:/user:${HIDDEN}@host` } },
    { session: { store: { url: `redis://:${HIDDEN}@host` } } },
    { tokenSigningKey: HIDDEN },
    { tokenSigningKey: [HIDDEN] },
    { smtp: `smtp://user:${HIDDEN}@host` },
    { smtp: { options: `smtp://user:${HIDDEN}@host` } },
    { smtp: { options: { auth: `user:${HIDDEN}` } } },
    { smtp: { options: { host: { auth: { user: 'a', pass: HIDDEN } } } } },
    { smtp: { from: { password: HIDDEN } } },
    { smtp: { options: { tls: HIDDEN } } },
    { database: `postgres://user:${HIDDEN}@host/db` },
    { database: { options: `mysql://user:${HIDDEN}@host/db` } },
    { database: { options: { client: 'pg', connection: `postgres://user:${HIDDEN}@host/db` } } },
    { database: { options: { client: 'mysql2', connection: { host: 'h', user: 'u', password: HIDDEN } } } },
    { baseUrl: `ftp://user:${HIDDEN}@host` },
  ])('are in no line: %j', (options) => {
    const lines = problems(options);
    expect(lines).not.toEqual([]);
    expect(lines.join('\n')).not.toContain(HIDDEN);
  });

  it('are in no line about a file that is no YAML', async () => {
    const lines = await yamlProblems(`session: { secret: ${HIDDEN}\ntokenSigningKey: [${HIDDEN}: "\n`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/is not YAML/);
    expect(lines[0]).not.toContain(HIDDEN);
  });
});

describe('the environment in a file', () => {
  it(`fills in \${NAME}, also within a text and more than once`, async () => {
    const config = await loadYaml(`baseUrl: https://\${HOST}/\${PATH_A}\nsession: { secret: "\${SECRET}" }\n`, {
      HOST: 'a.example',
      PATH_A: 'b',
      SECRET: 'long enough for a secret',
    });
    expect(config.baseUrl).toBe('https://a.example/b');
    expect(config.session.secret).toBe('long enough for a secret');
  });

  it('takes what stands after :- where a variable is not set, or empty', async () => {
    const source = `super-admin: \${ADMIN:-root}\nsmtp: { from: "\${FROM:-Shop <a@b.example>}" }\n`;
    expect(await loadYaml(source)).toMatchObject({ 'super-admin': 'root', smtp: { from: 'Shop <a@b.example>' } });
    expect(await loadYaml(source, { ADMIN: '', FROM: 'x' })).toMatchObject({
      'super-admin': 'root',
      smtp: { from: 'x' },
    });
  });

  it('makes numbers and flags where the key takes these', async () => {
    const config = await loadYaml(
      [
        `debug: \${DEBUG}`,
        `passwordPolicy: { length: "\${LENGTH}" }`,
        `smtp: { options: { port: "\${PORT:-2525}", secure: "\${TLS:-true}", auth: { user: u, pass: "\${PASS}" } } }`,
        `session: { cookie: { maxAge: "\${MAX_AGE}", secure: "\${COOKIE_SECURE}" } }`,
        `endpoints: { register: { verify: "\${VERIFY}" } }`,
        `mailbox: { enabled: "\${MAILBOX}" }`,
        `trustProxy: \${PROXIES:-1}`,
        `super-admin: \${ADMIN}`,
      ].join('\n'),
      {
        DEBUG: 'true',
        LENGTH: '15',
        PASS: '12345678',
        MAX_AGE: '60000',
        COOKIE_SECURE: 'false',
        VERIFY: 'false',
        MAILBOX: 'true',
        ADMIN: '7',
      },
    );
    expect(config).toMatchObject({
      debug: true,
      passwordPolicy: { length: 15 },
      smtp: { options: { port: 2525, secure: true, auth: { user: 'u', pass: '12345678' } } },
      session: { cookie: { maxAge: 60000, secure: false } },
      endpoints: { register: { verify: false } },
      mailbox: { enabled: true },
      trustProxy: 1,
      'super-admin': '7',
    });
  });

  it('refuses what is no number where one belongs', async () => {
    expect(await yamlProblems(`passwordPolicy: { length: "\${LENGTH}" }`, { LENGTH: 'eight' })).toEqual([
      'passwordPolicy.length: takes a whole number from 1 to 128 (got "eight")',
    ]);
  });

  it('names each variable that is not set, with the key, together with everything else', async () => {
    const lines = await yamlProblems(
      `baseUrl: \${BASE_URL}\nsession: { secret: ["\${NEW_SECRET}", "\${OLD_SECRET}"] }\ndebug: 7\n`,
    );
    for (const line of [
      'baseUrl: takes the environment variable BASE_URL, which is not set',
      'session.secret[0]: takes the environment variable NEW_SECRET, which is not set',
      'session.secret[1]: takes the environment variable OLD_SECRET, which is not set',
      'debug: takes true or false (got 7)',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('says one line, not two, of a key whose variable is not set', async () => {
    expect(await yamlProblems(`baseUrl: \${BASE_URL}\n`)).toEqual([
      'baseUrl: takes the environment variable BASE_URL, which is not set',
    ]);
  });

  it('is not put into keys, nor into options of a program', async () => {
    expect(await yamlProblems(`\${NAME}: 1`, { NAME: 'debug' })).toEqual([
      expect.stringContaining('there is no such key'),
    ]);
    expect(load({ 'super-admin': `\${HOME}` })['super-admin']).toBe(`\${HOME}`);
  });

  it('does not look for placeholders in what it put in', async () => {
    expect((await loadYaml(`super-admin: \${A}`, { A: `\${B}`, B: 'no' }))['super-admin']).toBe(`\${B}`);
  });
});

describe('a file', () => {
  it('that is not there, is a folder, is no YAML or no keys is one line that names it', async () => {
    for (const [file, line] of [
      ['/no/such/file.yml', '--config: /no/such/file.yml is not there'],
      [tmpdir(), `--config: ${tmpdir()} is a folder`],
    ] as const) {
      expect(problems({}, { file })).toEqual([line]);
    }
    for (const source of ['a: [', '- a\n- b\n', 'just text', '7', 'a: 1\na: 2\n', '\tdebug: true']) {
      const lines = await yamlProblems(source);
      expect(lines, source).toHaveLength(1);
      expect(lines[0], source).toMatch(/^--config: \S+userdb\.yml (is not YAML: [^\n]+|takes keys with values)/);
    }
  });

  it('of a billion laughs is refused in no time', async () => {
    const laughs = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'].map((pair) => [...pair])) {
      laughs.push(`${name}: &${name} [*${of},*${of},*${of},*${of},*${of},*${of},*${of},*${of},*${of}]`);
    }
    expect((await yamlProblems(laughs.join('\n')).catch((error: Error) => [error.message])).length).toBeGreaterThan(0);
  });
});

describe('__proto__', () => {
  it.each([
    '__proto__: { polluted: true }',
    'session: { __proto__: { polluted: true } }',
    'session: { cookie: { __proto__: { polluted: true } } }',
    'endpoints: { register: { form: { fields: { __proto__: { polluted: true } } } } }',
    'endpoints: { register: { form: { fields: { email: { __proto__: { polluted: true } } } } } }',
    'spa: { meta: { __proto__: { polluted: true } } }',
    'constructor: { prototype: { polluted: true } }',
    'smtp: { options: { constructor: { prototype: { polluted: true } } }, constructor: 1 }',
  ])('is refused and changes nothing: %s', async (source) => {
    const lines = await yamlProblems(source);
    expect(lines.join('\n')).toMatch(/__proto__|constructor/);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    '{"__proto__": {"polluted": true}}',
    '{"session": {"__proto__": {"polluted": true}}}',
    '{"smtp": {"options": {"__proto__": {"polluted": true}}}}',
    '{"database": {"options": {"client": "sqlite3", "connection": "x", "__proto__": {"polluted": true}}}}',
  ])('in options changes nothing: %s', (json) => {
    problems(JSON.parse(json));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('for strangers', () => {
  const MAILED = { email: { forgotPassword: { enabled: true } } };
  const SMTP = { smtp: { options: { host: 'mail.example.com' } } };

  it.each([{}, { NODE_ENV: '' }, { NODE_ENV: 'production' }, { NODE_ENV: 'staging' }, { NODE_ENV: 'Development' }])(
    'is everything but NODE_ENV=development and test: %j',
    (env) => {
      expect(problems({}, { env })).toEqual([
        'session.secret: takes a secret of your own (got the published one, which works under NODE_ENV=development only)',
        'tokenSigningKey: takes a secret of your own (got the published one, which works under NODE_ENV=development only)',
      ]);
    },
  );

  it.each([DEVELOPMENT, { NODE_ENV: 'test' }])('is not %j', (env) => {
    expect(problems({ passwordHashing: { cost: 4 }, mailbox: { enabled: true }, ...MAILED }, { env })).toEqual([]);
  });

  it('takes secrets of one’s own', () => {
    expect(problems(OWN_SECRETS, { env: {} })).toEqual([]);
  });

  it.each([
    'change-me-userdb-session-secret',
    'change-me-userdb-token-signing-key',
    '674a3323-9a91-4bc4-b8a5-0c13d6a08a00',
  ])('refuses the published %s, for either key and anywhere in a list', (published) => {
    expect(problems({ ...OWN_SECRETS, tokenSigningKey: published }, { env: {} })).toHaveLength(1);
    expect(
      problems({ ...OWN_SECRETS, session: { secret: ['one of my own secrets', published] } }, { env: {} }),
    ).toHaveLength(1);
  });

  it('refuses a hash that is too cheap', () => {
    expect(problems({ ...OWN_SECRETS, passwordHashing: { cost: 9 } }, { env: {} })).toEqual([
      'passwordHashing.cost: takes 10 or more outside development (got 9)',
    ]);
    expect(problems({ ...OWN_SECRETS, passwordHashing: { cost: 10 } }, { env: {} })).toEqual([]);
  });

  it('refuses the mailbox page', () => {
    expect(problems({ ...OWN_SECRETS, mailbox: { enabled: true } }, { env: {} })).toEqual([
      'mailbox.enabled: takes false or null outside development (got true: strangers could read the mails)',
    ]);
  });

  it('refuses mails without a mail server, and takes them with one', () => {
    expect(problems({ ...OWN_SECRETS, ...MAILED }, { env: {} })).toEqual([
      'smtp.options.host: takes a mail server outside development (got null, and email.forgotPassword.enabled is true)',
    ]);
    expect(problems({ ...OWN_SECRETS, ...MAILED, ...SMTP }, { env: {} })).toEqual([]);
    expect(problems({ ...OWN_SECRETS, ...MAILED, mailbox: { enabled: false } }, { env: {} })).toHaveLength(1);
  });
});

describe('keys that contradict each other', () => {
  it.each<[Options, string]>([
    [{ spa: { enabled: true } }, 'spa.index: takes a file that exists when spa.enabled is true (got null)'],
    [{ email: { templates: '/no/such' } }, 'email.templates: takes a folder that exists (got "/no/such")'],
    [
      { session: { cookie: { sameSite: 'none', secure: false } } },
      'session.cookie.secure: takes true or auto when sameSite is none (got false: browsers drop such cookies)',
    ],
    [
      { endpoints: { register: { form: { fields: { password: { enabled: false } } } } } },
      'endpoints.register.form.fields.password.enabled: takes true (got false: a user without it cannot sign in)',
    ],
    [
      { endpoints: { forgot: { uri: '/LOGIN' } } },
      'endpoints.forgot.uri: takes a path of its own (got that of endpoints.login.uri)',
    ],
  ])('are refused: %j', (options, line) => {
    expect(problems(options)).toEqual([line]);
  });
});

it('reads nothing of the environment until it is called', () => {
  // Packages read what they like; the reader that counts is a file of ours.
  const program = `
    const read = new Set();
    const env = process.env;
    const get = (target, name) => {
      const reader = new Error().stack.split('\\n')[2] ?? '';
      if (reader.includes('/server/') && !reader.includes('node_modules')) read.add(String(name) + reader);
      return target[name];
    };
    Object.defineProperty(process, 'env', { value: new Proxy(env, { get }) });
    const { loadConfig } = await import('./server/config/load.ts');
    await import('./server/index.ts');
    await import('./server/server.ts');
    console.log(read.size);
    loadConfig({});
    console.log(read.size > 0);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'test' },
  });
  expect(stderr).toBe('');
  expect(stdout).toBe('0\ntrue\n');
});
