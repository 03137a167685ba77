import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadConfig } from '../../server/config/load.ts';
import { configSchema } from '../../server/config/schema.ts';

const SOURCE = readFileSync(new URL('../../defaults.yml', import.meta.url), 'utf8');
const DEFAULTS: unknown = parse(SOURCE);

/** Keys whose content the schema leaves open: fields of forms, what a page is told, TLS options. */
const OPEN = ['endpoints.login.form.fields', 'endpoints.register.form.fields', 'spa.meta', 'smtp.options.tls'];

describe('defaults.yml and the schema', () => {
  it('have the same keys', () => {
    expect(keysOf(DEFAULTS)).toEqual(keysOfSchema(configSchema).toSorted());
  });

  it('agree: the defaults are a configuration', () => {
    expect(() => loadConfig({ env: { NODE_ENV: 'development' } })).not.toThrow();
  });

  it('names no key twice', () => {
    expect(() => parse(SOURCE, { uniqueKeys: true })).not.toThrow();
  });

  it('has a comment above each key, its block, or its parent', () => {
    expect(uncommented(SOURCE)).toEqual([]);
  });

  it('has lines that fit a screen', () => {
    const long = SOURCE.split('\n').filter((line) => /^\s*#/.test(line) && line.length > 120);
    expect(long.filter((line) => !line.includes('Example: '))).toEqual([]);
  });
});

describe('a key of userdb 1', () => {
  const MAIL_KINDS = [
    ['accountVerification', 'Please verify your account', 'account-verification.html'],
    ['accountVerificationSuccessful', 'Your account has been confirmed', 'account-verification-successful.html'],
    ['accountWelcome', 'Your registration was successful', 'account-welcome.html'],
    ['forgotPassword', 'Reset your password', 'forgot-password.html'],
    ['passwordResetSuccessful', 'Your password has been changed', 'password-reset-successful.html'],
  ] as const;

  it.each<[string, unknown]>([
    ['debug', false],
    ['debugEndpoints', false],
    ['logger', null],
    ['super-admin', 'super-admin'],
    ...Object.entries({
      login: true,
      logout: true,
      me: true,
      verify: false,
      forgot: true,
      change: true,
      expired: false,
    }).flatMap(([endpoint, enabled]): [string, unknown][] => [
      [`endpoints.${endpoint}.enabled`, enabled],
      [`endpoints.${endpoint}.uri`, `/${endpoint}`],
    ]),
    ['passwordsExpireInSeconds', 2592000],
    ['sessionsExpireInSeconds', 0],
    ['disableAccountAfterFailedLoginAttempts', 0],
    ['reenableLockedAccountsAfterSeconds', 900],
    ['passwordsCantMatch', 0],
    ['session.key', 'userdb'],
    ['session.resave', false],
    ['session.rolling', true],
    ['database.driver', 'knex'],
    ['database.options', null],
    ['strategies', null],
    ['smtp.options.connectionTimeout', 3000],
    ['smtp.options.greetingTimeout', 3000],
    ['smtp.options.socketTimeout', 5000],
    ['smtp.options.ignoreTLS', false],
    ['smtp.options.tls', {}],
    ...MAIL_KINDS.flatMap(([kind, subject, template]): [string, unknown][] => [
      [`email.${kind}.subject`, subject],
      [`email.${kind}.template`, template],
    ]),
    ['email.accountVerificationSuccessful.enabled', false],
    ['email.accountWelcome.enabled', false],
    ['transformer', 'stormpath'],
    ['accountVerificationTokenExpire', 86400],
    ['passwordResetTokenExpire', 3600],
  ])('%s is in its place with its default', (key, value) => {
    expect(at(key)).toEqual(value);
  });

  it.each<[string, unknown, string]>([
    ['passwordPolicy.enabled', true, 'on, since most people leave a default as it is'],
    ['passwordPolicy.length', 8, 'length protects, and rules of composition do not'],
    ['passwordPolicy.uppers', 0, 'the same'],
    ['passwordPolicy.lowers', 0, 'the same'],
    ['passwordPolicy.numbers', 0, 'the same'],
    ['passwordPolicy.specials', 0, 'the same'],
    ['session.secret', 'change-me-userdb-session-secret', 'the published one, refused outside development'],
    ['session.saveUninitialized', false, 'nothing is stored for visitors'],
    ['session.store', 'memory', 'a text names the place; an object is still taken'],
    ['session.cookie.path', null, 'null: basePath, or /'],
    ['accounts_href', null, 'null: made from baseUrl'],
    ['groups_href', null, 'null: made from baseUrl'],
    ['smtp.from', 'userdb <no-reply@localhost>', "the example sender was somebody's"],
    ['smtp.options.auth', null, 'null: no sign-in at the mail server'],
    ['smtp.options.host', null, 'null: the mailbox page in place of a mail server'],
    ['smtp.options.port', 587, 'the port for submitting mail'],
    ['smtp.options.secure', null, 'null: on port 465'],
    ['smtp.options.requireTLS', false, 'STARTTLS wherever the server offers it'],
    ['email.accountVerification.enabled', null, 'null: where mail has a way to go; without it nobody gets in'],
    ['email.forgotPassword.enabled', null, 'the same; without it /forgot promises what nobody keeps'],
    ['email.passwordResetSuccessful.enabled', null, 'the same; whose password was changed has to hear of it'],
    ['email.accountVerification.endpoint', null, 'null: made from baseUrl'],
    ['email.forgotPassword.endpoint', null, 'null: made from baseUrl'],
    ...MAIL_KINDS.map(([kind]): [string, unknown, string] => [
      `email.${kind}.format`,
      'html',
      'both go out; HTML leads',
    ]),
    ['tokenSigningKey', 'change-me-userdb-token-signing-key', 'the published one, refused outside development'],
  ])('%s is in its place; its default is now %j: %s', (key, value) => {
    expect(at(key)).toEqual(value);
  });

  it.each(['name', 'localAddress', 'debug', 'lmtp', 'authMethod'])(
    'smtp.options.%s has no default of ours and is still handed to nodemailer',
    (option) => {
      const config = loadConfig({ env: { NODE_ENV: 'test' }, options: { smtp: { options: { [option]: 'given' } } } });
      expect(config.smtp.options).toHaveProperty(option, 'given');
    },
  );
});

/** The value of a key written with dots; throws where a part of the way is not there. */
function at(key: string): unknown {
  return key.split('.').reduce<unknown>((inner, name) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, name))
      throw new Error(`there is no ${key}`);
    return (inner as Record<string, unknown>)[name];
  }, DEFAULTS);
}

function keysOf(value: unknown, key = ''): string[] {
  const isInner = typeof value === 'object' && value !== null && !Array.isArray(value) && !OPEN.includes(key);
  if (!isInner) return [key];
  return Object.entries(value)
    .flatMap(([name, inner]) => keysOf(inner, key ? `${key}.${name}` : name))
    .toSorted();
}

function keysOfSchema(schema: unknown, key = ''): string[] {
  if (!(schema instanceof z.ZodObject)) return [key];
  return Object.entries(schema.shape).flatMap(([name, inner]) => keysOfSchema(inner, key ? `${key}.${name}` : name));
}

/** Keys with no comment above them, above the keys they stand in one block with, or above a key that holds them. */
function uncommented(source: string): string[] {
  const bare: string[] = [];
  const parents: { indent: number; name: string; hasComment: boolean }[] = [];
  let block = { indent: -1, hasComment: false };
  let afterComment = false;
  for (const line of source.split('\n')) {
    const [, spaces, name] = /^( *)([\w-]+):/.exec(line) ?? [];
    if (spaces === undefined || name === undefined) {
      afterComment = /^\s*#/.test(line);
      if (line.trim() === '') block = { indent: -1, hasComment: false };
      continue;
    }
    const indent = spaces.length;
    while ((parents.at(-1)?.indent ?? -1) >= indent) parents.pop();
    const hasComment = afterComment || (block.indent === indent && block.hasComment);
    if (!hasComment && !parents.some((parent) => parent.hasComment)) {
      bare.push([...parents.map((parent) => parent.name), name].join('.'));
    }
    parents.push({ indent, name, hasComment });
    block = { indent, hasComment };
    afterComment = false;
  }
  return bare;
}
