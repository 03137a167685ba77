// Makes a mail from its template: an HTML page and its text twin.
import { readFile } from 'node:fs/promises';
import ejs from 'ejs';
import type { Config } from '../config/schema.ts';
import type { Answerable } from '../transformers/publicUser.ts';
import type { MailKind } from './kinds.ts';
import { templateFile, templateFolders, textTwin } from './templates.ts';

/** What templates may use. `uri` is the page, `url` the same with the token, which works for `validFor`: "1 hour". */
export interface MailModel {
  envelope: { subject: string; to: string; from: string };
  user: Answerable;
  token: string | null;
  validFor: string | null;
  uri: string;
  url: string;
}

export async function renderMail(
  config: Config,
  kind: MailKind,
  model: MailModel,
): Promise<{ text: string; html: string }> {
  const { template } = config.email[kind];
  const html = await fill(config, template, model, undefined);
  // A text mail is no HTML: O'Brien stays O'Brien, whichever tag the template uses.
  const text = await fill(config, textTwin(template), model, String);
  return { text, html };
}

async function fill(
  config: Config,
  name: string,
  model: MailModel,
  toText: ((value: unknown) => string) | undefined,
): Promise<string> {
  const filename = templateFile(config, name);
  if (!filename) throw new Error(`there is no mail template ${name}`);
  const template = ejs.compile(await readFile(filename, 'utf8'), {
    filename,
    // A part that the application has no file for is ours, also in a template of its own.
    views: templateFolders(config),
    ...(toText && { escape: toText }),
  });
  return template(model);
}
