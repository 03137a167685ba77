// Makes a mail from its template: an HTML page and its text twin.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { Config } from '../config/schema.ts';
import type { Answerable } from '../transformers/publicUser.ts';
import type { MailKind } from './kinds.ts';

/** What templates may use. `uri` is the page, `url` the same with the token. */
export interface MailModel {
  envelope: { subject: string; to: string; from: string };
  user: Answerable;
  token: string | null;
  uri: string;
  url: string;
}

const SHIPPED = fileURLToPath(new URL('../../email-templates', import.meta.url));

export async function renderMail(
  config: Config,
  kind: MailKind,
  model: MailModel,
): Promise<{ text: string; html: string }> {
  const { template } = config.email[kind];
  const html = await fill(config, template, model, undefined);
  // A text mail is no HTML: O'Brien stays O'Brien, whichever tag the template uses.
  const text = await fill(config, template.replace(/\.html?$/, '.txt'), model, String);
  return { text, html };
}

async function fill(
  config: Config,
  name: string,
  model: MailModel,
  toText: ((value: unknown) => string) | undefined,
): Promise<string> {
  const filename = templateFile(config, name);
  const template = ejs.compile(await readFile(filename, 'utf8'), { filename, ...(toText && { escape: toText }) });
  return template(model);
}

/** The application's own file if it has one of that name, else the package's. */
export function templateFile(config: Config, name: string): string {
  const own = config.email.templates && join(config.email.templates, name);
  return own && existsSync(own) ? own : join(SHIPPED, name);
}
