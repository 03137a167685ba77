// The languages that the words of the admin pages come in besides English.

import { matchLocale } from '../languages.ts';
import type { AdminMessages } from '../messages/admin/en.ts';

type Language = { default: AdminMessages };

/** Each comes in a file of its own, when it is asked for. */
const LANGUAGES: Record<string, () => Promise<Language>> = {
  ar: () => import('../messages/admin/ar.ts'),
  de: () => import('../messages/admin/de.ts'),
  es: () => import('../messages/admin/es.ts'),
  fr: () => import('../messages/admin/fr.ts'),
  it: () => import('../messages/admin/it.ts'),
  ja: () => import('../messages/admin/ja.ts'),
  nl: () => import('../messages/admin/nl.ts'),
  'pt-BR': () => import('../messages/admin/pt-BR.ts'),
  'zh-CN': () => import('../messages/admin/zh-CN.ts'),
};

/**
 * The words of the admin pages in a language, for `messages` of the provider, beside those of `loadMessages`.
 *
 * @param locale  a BCP 47 tag; the nearest language that the package has is taken, English for none
 */
export async function loadAdminMessages(locale: string): Promise<Partial<AdminMessages>> {
  const load = LANGUAGES[matchLocale([locale], Object.keys(LANGUAGES)) ?? ''];
  return load ? (await load()).default : {};
}
