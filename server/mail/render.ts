// Makes a mail from its template: an HTML page and its text twin, in the language of its reader.
import { readFile } from 'node:fs/promises';
import ejs from 'ejs';
import type { Config } from '../config/schema.ts';
import { inWords } from '../time.ts';
import type { Answerable } from '../transformers/publicUser.ts';
import type { MailKind } from './kinds.ts';
import { directionOf, ENGLISH, within } from './languages.ts';
import { withToken } from './links.ts';
import { type Source, sourceOf, subjectOf, templateFolders, textTwin, type Words } from './templates.ts';
import { usualSubject } from './usualSubjects.ts';

/** What a mail tells. */
export interface MailFacts {
  to: string;
  user: Answerable;
  token: string | null;
  /** Seconds for which the token works. */
  lifetime: number | null;
  /** The page that the link leads to. */
  uri: string;
}

/** What templates may use. `uri` is the page, `url` the same with the token, which works for `validFor`: "1 hour". */
export interface MailModel extends Pick<MailFacts, 'user' | 'token' | 'uri'> {
  envelope: { subject: string; to: string; from: string };
  validFor: string | null;
  url: string;
  /** Of the template, and how it is written. */
  language: string;
  direction: 'ltr' | 'rtl';
  /** For the frame that all languages share. */
  words: Words | null;
}

/** @param locale  of the reader; null: nobody knows */
export async function renderMail(
  config: Config,
  kind: MailKind,
  facts: MailFacts,
  locale: string | null = null,
): Promise<{ subject: string; text: string; html: string }> {
  const { template } = config.email[kind];
  const page = sourceOf(config, template, locale);
  const subject = subjectOf(config, config.email[kind], page, usualSubject(kind), locale);
  const envelope = { subject, to: facts.to, from: config.smtp.from };
  const html = await fill(config, page, modelOf(facts, envelope, page), undefined);
  const twin = sourceOf(config, textTwin(template), locale);
  // A text mail is no HTML: O'Brien stays O'Brien, whichever tag the template uses.
  const text = await fill(config, twin, modelOf(facts, envelope, twin), String);
  return { subject, text, html };
}

function modelOf(
  { user, token, lifetime, uri }: MailFacts,
  envelope: MailModel['envelope'],
  { language: folder, words }: Source,
): MailModel {
  const language = folder ?? ENGLISH;
  const validFor = lifetime === null ? null : inWords(lifetime, language);
  const url = token === null ? uri : withToken(uri, token);
  const own = { user, token, uri, url, envelope, validFor, language, direction: directionOf(language) };
  const values = { name: user.fullName, username: user.username, validFor: validFor ?? '' };
  return { ...own, words: words && filledIn(words, language, values) };
}

/** In one go: a name that looks like a place for another value stays as it is. */
function filledIn(words: Words, language: string, values: Readonly<Record<string, string>>): Words {
  const fillIn = (text: string) =>
    text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      return value === undefined ? place : within(language, value);
    });
  const { greeting, text, note } = words;
  return {
    ...words,
    greeting: fillIn(greeting),
    text: fillIn(text),
    ...(note !== undefined && { note: fillIn(note) }),
  };
}

async function fill(
  config: Config,
  { filename }: Source,
  model: MailModel,
  toText: ((value: unknown) => string) | undefined,
): Promise<string> {
  const template = ejs.compile(await readFile(filename, 'utf8'), {
    filename,
    // A part that the application has no file for is ours, also in a template of its own.
    views: templateFolders(config),
    ...(toText && { escape: toText }),
  });
  return template(model);
}
