// Where templates are: the application's own first, then the package's; in each, the reader's language first.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/schema.ts';
import { languagesFor } from './languages.ts';
import { type MailText, type MailTexts, readMailTexts } from './texts.ts';

const SHIPPED = fileURLToPath(new URL('../../email-templates', import.meta.url));

/** The folders in which a template, and what it includes, is looked for. */
export function templateFolders({ email }: Config): string[] {
  return email.templates ? [email.templates, SHIPPED] : [SHIPPED];
}

/** The file of a template in no language's folder; undefined when nobody has one of that name. */
export function templateFile(config: Config, name: string): string | undefined {
  return templateFolders(config)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** The name of the text that goes with an HTML template. */
export function textTwin(name: string): string {
  return name.replace(/\.html$/, '.txt');
}

/** What a mail is made from. */
export interface Source {
  filename: string;
  /** The folder that it is in, or its words are; null: beside those folders. */
  language: string | null;
  /** The words for the frame that all languages share; null: the file has its own. */
  words: Words | null;
}

export type Words = Pick<MailTexts, 'greeting' | 'hint'> & MailText & { text: string };

/**
 * @param name    of a template, .html or .txt
 * @param locale  of the reader; null: nobody knows
 * @throws Error when nobody has it
 */
export function sourceOf(config: Config, name: string, locale: string | null): Source {
  for (const folder of templateFolders(config)) {
    for (const language of [...languagesFor(locale), null]) {
      const filename = join(folder, language ?? '', name);
      if (existsSync(filename)) return { filename, language, words: null };
      const words = language && wordsIn(folder, language, name);
      const frame = words && templateFile(config, `parts/mail${name.slice(name.lastIndexOf('.'))}`);
      if (frame) return { filename: frame, language, words };
    }
  }
  throw new Error(`there is no mail template ${name}`);
}

const shippedTexts = new Map<string, MailTexts>();

/** Ours stay as they are while the program runs. */
function textsIn(folder: string, language: string): MailTexts | null {
  if (folder !== SHIPPED) return readMailTexts(folder, language);
  const texts = shippedTexts.get(language) ?? readMailTexts(SHIPPED, language);
  if (texts) shippedTexts.set(language, texts);
  return texts;
}

function wordsIn(folder: string, language: string, name: string): Words | null {
  const texts = textsIn(folder, language);
  const mail = texts?.mails[keyOf(name)];
  if (!texts || mail?.text === undefined) return null;
  return { greeting: texts.greeting, hint: texts.hint, ...mail, text: mail.text };
}

/**
 * The subject: that of the application for the language, else the one in its configuration, else that of the template.
 *
 * @param html  what the mail is made from
 * @param usual  the subject in defaults.yml
 */
export function subjectOf(
  { email }: Config,
  { template, subject }: { template: string; subject: string },
  html: Source,
  usual: string,
  locale: string | null,
): string {
  const inFolder = (folder: string) =>
    languagesFor(locale)
      .map((language) => textsIn(folder, language)?.mails[keyOf(template)]?.subject)
      .find((text) => text !== undefined);
  const own = email.templates ? inFolder(email.templates) : undefined;
  if (own !== undefined) return own;
  // A mail that is not in the reader's language is not announced in it.
  if (subject !== usual || html.language === null) return subject;
  return inFolder(SHIPPED) ?? subject;
}

function keyOf(name: string): string {
  return name.replace(/\.(html|txt)$/, '');
}
