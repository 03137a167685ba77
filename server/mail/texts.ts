// The words of the mails in one language: `texts.yml` in a folder that is called like the language.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * One mail. Without `text` it has templates of its own, and only the subject is here. In all of them `{name}`,
 * `{username}` and `{validFor}` stand for what the mail says there.
 */
const mail = z.strictObject({
  subject: z.string().min(1),
  heading: z.string().default(''),
  text: z.string().optional(),
  button: z.string().default(''),
  /** What to do if it was somebody else. */
  note: z.string().optional(),
});

const texts = z.strictObject({
  greeting: z.string().default('Hello {name},'),
  /** Above the address, for who cannot press the button. */
  hint: z.string().default('If the button does nothing, open this address:'),
  /** By the name of the template, without `.html`. */
  mails: z.record(z.string(), mail),
});

export type MailText = z.output<typeof mail>;
export type MailTexts = z.output<typeof texts>;

/** What names a language, and a folder: `de`, `pt-BR`, `zh-Hans-CN`. Nothing in it leads anywhere else. */
export const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;
const FILE = 'texts.yml';

/**
 * @param folder  of templates
 * @returns null where it has no words in that language
 * @throws Error for a file that cannot be used
 */
export function readMailTexts(folder: string, language: string): MailTexts | null {
  const file = join(folder, language, FILE);
  if (!existsSync(file)) return null;
  const read = texts.safeParse(parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${language}/${FILE}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** What is wrong with such files in a folder of templates. */
export function brokenTexts(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => LANGUAGE.test(name))
    .flatMap((language) => {
      try {
        readMailTexts(folder, language);
        return [];
      } catch (error) {
        return [(error as Error).message.split('\n')[0] ?? ''];
      }
    });
}
