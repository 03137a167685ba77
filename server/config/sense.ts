// What only shows when keys are looked at together: values that are right alone and can't work with the others.
import { existsSync } from 'node:fs';
import { MAIL_KINDS } from '../mail/kinds.ts';
import { templateFile, textTwin } from '../mail/templates.ts';
import { brokenTexts } from '../mail/texts.ts';
import type { Config } from './schema.ts';

/** The secrets that everybody can read: in our defaults.yml and in that of userdb 1. */
const PUBLISHED_SECRETS = new Set([
  'change-me-userdb-session-secret',
  'change-me-userdb-token-signing-key',
  'jsjjhdhgdghd',
  '674a3323-9a91-4bc4-b8a5-0c13d6a08a00',
]);

/** OWASP's least for bcrypt; tests go below it to be quick. */
const LOWEST_COST = 10;

/** NODE_ENV has to say so: a server that nobody configured is taken for one that strangers can reach. */
export function isDevelopment(env: NodeJS.ProcessEnv): boolean {
  return env.NODE_ENV === 'development' || env.NODE_ENV === 'test';
}

/** What null leaves open is settled by whether mails have a way to go: a mail server, or the mailbox in development. */
export function settleMail(config: Config, env: NodeJS.ProcessEnv): Config {
  const mailbox = config.mailbox.enabled ?? (config.smtp.options.host === null && isDevelopment(env));
  const hasWay = mailbox || config.smtp.options.host !== null;
  const email = { ...config.email };
  for (const kind of MAIL_KINDS)
    Object.assign(email, { [kind]: { ...email[kind], enabled: email[kind].enabled ?? hasWay } });
  return { ...config, email, mailbox: { ...config.mailbox, enabled: mailbox } };
}

/** A line for each thing that can't work, in the manner of the schema's lines. */
export function mismatches(config: Config, env: NodeJS.ProcessEnv): string[] {
  return [...(isDevelopment(env) ? [] : unfitForStrangers(config)), ...contradictions(config)];
}

function unfitForStrangers(config: Config): string[] {
  const problems: string[] = [];
  const published = (secret: string | string[]) => [secret].flat().some((one) => PUBLISHED_SECRETS.has(one));
  for (const [key, secret] of [
    ['session.secret', config.session.secret],
    ['tokenSigningKey', config.tokenSigningKey],
    ['oauth2.signingKey', config.oauth2.signingKey ?? []],
  ] as const) {
    if (published(secret)) {
      problems.push(
        `${key}: takes a secret of your own (got the published one, which works under NODE_ENV=development only)`,
      );
    }
  }
  if (config.passwordHashing.cost < LOWEST_COST) {
    problems.push(
      `passwordHashing.cost: takes ${LOWEST_COST} or more outside development (got ${config.passwordHashing.cost})`,
    );
  }
  if (config.mailbox.enabled) {
    problems.push(
      'mailbox.enabled: takes false or null outside development (got true: strangers could read the mails)',
    );
  } else if (config.smtp.options.host === null) {
    const kind = MAIL_KINDS.find((name) => config.email[name].enabled);
    if (kind)
      problems.push(
        `smtp.options.host: takes a mail server outside development (got null, and email.${kind}.enabled is true)`,
      );
  }
  return problems;
}

function contradictions(config: Config): string[] {
  const problems: string[] = [];
  if (config.spa.enabled && (config.spa.index === null || !existsSync(config.spa.index))) {
    problems.push(
      `spa.index: takes a file that exists when spa.enabled is true (got ${JSON.stringify(config.spa.index)})`,
    );
  }
  if (config.email.templates !== null && !existsSync(config.email.templates)) {
    problems.push(`email.templates: takes a folder that exists (got ${JSON.stringify(config.email.templates)})`);
  } else if (config.email.templates !== null) {
    problems.push(...brokenTexts(config.email.templates).map((line) => `email.templates: ${line}`));
  }
  for (const kind of MAIL_KINDS) {
    const { template } = config.email[kind];
    const missing = [template, textTwin(template)].find((name) => !templateFile(config, name));
    if (missing || template === textTwin(template)) {
      problems.push(
        `email.${kind}.template: takes the name of an .html file that is there, with its .txt (got ${JSON.stringify(template)})`,
      );
    }
  }
  if (config.session.cookie.sameSite === 'none' && config.session.cookie.secure === false) {
    problems.push(
      'session.cookie.secure: takes true or auto when sameSite is none (got false: browsers drop such cookies)',
    );
  }
  problems.push(...tokenCookieProblems(config));
  for (const name of ['email', 'password']) {
    if (!config.endpoints.register.form.fields[name]?.enabled) {
      problems.push(
        `endpoints.register.form.fields.${name}.enabled: takes true (got false: a user without it cannot sign in)`,
      );
    }
  }
  for (const [name, field] of Object.entries(config.endpoints.register.form.fields)) {
    if (field.enabled && field.required && !field.visible) {
      problems.push(
        `endpoints.register.form.fields.${name}.visible: takes true for a field that is required (got false: nobody could fill it in)`,
      );
    }
  }
  const uris = urisOf(config);
  uris.forEach(([key, uri], i) => {
    const twin = uris.slice(0, i).find(([, other]) => other.toLowerCase() === uri.toLowerCase());
    if (twin) problems.push(`${key}: takes a path of its own (got that of ${twin[0]})`);
  });
  return problems;
}

function tokenCookieProblems({ cookies, session }: Config): string[] {
  const problems: string[] = [];
  for (const kind of ['accessToken', 'refreshToken'] as const) {
    if (cookies.sameSite === 'none' && cookies[kind].secure === false) {
      problems.push(
        `cookies.${kind}.secure: takes true or null when sameSite is none (got false: browsers drop such cookies)`,
      );
    }
  }
  const names = [session.key, cookies.accessToken.name, cookies.refreshToken.name];
  if (new Set(names).size < names.length) {
    problems.push(`cookies: takes names that differ from each other and from session.key (got ${names.join(', ')})`);
  }
  return problems;
}

/** Every path at which an enabled endpoint answers, with its key. */
function urisOf({ endpoints }: Config): [key: string, uri: string][] {
  const own = ['uri', 'completeUri', 'revokeUri', 'exampleUri'];
  return Object.entries(endpoints)
    .filter(([, { enabled }]) => enabled)
    .flatMap(([name, endpoint]) =>
      Object.entries(endpoint)
        .filter((entry): entry is [string, string] => own.includes(entry[0]))
        .map(([key, uri]): [string, string] => [`endpoints.${name}.${key}`, uri]),
    );
}
