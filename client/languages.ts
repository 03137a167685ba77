// The languages that the package has besides English, and which of those offered a person reads.

import type { Messages } from './messages/en.ts';

type Language = { default: Messages };

/** Each comes in a file of its own, when it is asked for. */
const LANGUAGES: Record<string, () => Promise<Language>> = {
  ar: () => import('./messages/ar.ts'),
  de: () => import('./messages/de.ts'),
  es: () => import('./messages/es.ts'),
  fr: () => import('./messages/fr.ts'),
  it: () => import('./messages/it.ts'),
  ja: () => import('./messages/ja.ts'),
  nl: () => import('./messages/nl.ts'),
  'pt-BR': () => import('./messages/pt-BR.ts'),
  'zh-CN': () => import('./messages/zh-CN.ts'),
};

/**
 * The words of a language, for `messages` of the provider.
 *
 * @param locale  a BCP 47 tag; the nearest language that the package has is taken, English for none
 */
export async function loadMessages(locale: string): Promise<Partial<Messages>> {
  const load = LANGUAGES[matchLocale([locale], Object.keys(LANGUAGES)) ?? ''];
  return load ? (await load()).default : {};
}

/**
 * The first of `wanted` that is offered, as it is or by its language alone (RFC 4647, 3.4); undefined for none.
 *
 * @param wanted  BCP 47 tags, the preferred one first
 */
export function matchLocale(wanted: readonly string[], offered: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const whole = offered.find((one) => one.toLowerCase() === tag.toLowerCase());
    const found = whole ?? offered.find((one) => languageOf(one) === languageOf(tag));
    if (found) return found;
  }
  return undefined;
}

const languageOf = (tag: string) => tag.toLowerCase().split('-')[0];
