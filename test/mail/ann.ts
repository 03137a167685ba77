// Somebody to write to, and templates of an application's own.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../server/config/load.ts';
import type { Config, Options } from '../../server/config/schema.ts';
import { type MailKind, TOKEN_OF } from '../../server/mail/kinds.ts';
import { mailUri, withToken } from '../../server/mail/links.ts';
import type { MailFacts } from '../../server/mail/render.ts';
import type { User } from '../../server/store/store.ts';
import { hour } from '../../server/time.ts';
import { publicUser } from '../../server/transformers/publicUser.ts';

export const TOKEN = `${'i'.repeat(14)}${'a1'.repeat(32)}`;

export const ANN: User = {
  id: 'ann-ann-ann-14',
  email: 'ann@example.com',
  username: 'ann',
  givenName: 'Ann',
  middleName: null,
  surname: 'Lee',
  fullName: 'Ann Lee',
  status: 'ENABLED',
  customData: {},
  createdAt: new Date('2026-03-04T05:06:07Z'),
  updatedAt: null,
  password: '$2b$04$hidden-hash',
  passwordUpdatedAt: null,
  lastLoginAt: null,
  lastFailedLoginAt: null,
  failedLoginCount: 0,
  mustChangePassword: false,
  sessionEpoch: 0,
  account: {
    id: 'acme-acme-acme',
    name: 'acme',
    description: null,
    status: 'ENABLED',
    customData: {},
    createdAt: new Date('2026-03-04T05:06:07Z'),
    updatedAt: null,
  },
  roles: [],
};

export const configOf = (options: Options = {}) =>
  loadConfig({ env: { NODE_ENV: 'test' }, options: { baseUrl: 'https://app.example.com', ...options } });

export function factsOf(config: Config, kind: MailKind, user: User = ANN): MailFacts {
  const token = TOKEN_OF[kind] ? TOKEN : null;
  const lifetime = token ? hour : null;
  return { to: user.email, user: publicUser(config, user), token, lifetime, uri: mailUri(config, kind) };
}

export const linkOf = (kind: MailKind) =>
  TOKEN_OF[kind] ? withToken(mailUri(configOf(), kind), TOKEN) : mailUri(configOf(), kind);

/** With a folder of templates that has these files. */
export async function withTemplates(files: Record<string, string>, email: Options['email'] = {}): Promise<Config> {
  const folder = await mkdtemp(join(tmpdir(), 'userdb-templates-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), source);
  }
  return configOf({ email: { ...email, templates: folder } });
}
