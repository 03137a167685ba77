// Which language a mail is written in, by the locale of its reader.
import { LANGUAGE } from './texts.ts';

/** What templates without a language are written in: ours, at least. */
export const ENGLISH = 'en';
const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);
/** Unicode's marks around a text whose direction is its own: a Latin name in an Arabic sentence. */
const ISOLATE = ['\u2068', '\u2069'] as const;

/** A BCP 47 tag in its usual spelling; null for what is none, or a longer one than a folder is called. */
export function readLocale(text: string | undefined): string | null {
  if (text === undefined || !LANGUAGE.test(text)) return null;
  try {
    const [locale = ''] = Intl.getCanonicalLocales(text);
    return LANGUAGE.test(locale) ? locale : null;
  } catch {
    return null;
  }
}

/** The names of the folders to look in, the closest first: `de-AT`, then `de` (RFC 4647, 3.4). */
export function languagesFor(locale: string | null): string[] {
  // From a table: what is a folder's name is checked where it becomes one.
  if (locale === null || !LANGUAGE.test(locale)) return [];
  const parts = locale.split('-');
  return parts.map((_, i) => parts.slice(0, parts.length - i).join('-'));
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** A value that stands within a sentence. */
export function within(language: string, value: string): string {
  return directionOf(language) === 'rtl' ? ISOLATE.join(value) : value;
}
