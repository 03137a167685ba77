// The words of the screens, in the language and with the changes that the host has chosen.

import { type Brand, type Userdb, useUserdb } from '../context.tsx';
import { common } from '../messages/en/common.ts';
import type { MessageKey } from '../messages/en.ts';
import { fill } from '../messages/fill.ts';
import type { Message, Vars } from '../messages/types.ts';

/** The words that every screen has at hand. */
export type CommonKey = keyof typeof common;

type Words = Partial<Record<string, Message>>;

/** Any of the words, as a host may put others in their place. */
export type Labels = Partial<Record<MessageKey, Message>>;

export interface Translate<Key extends string = CommonKey> {
  /** The sentence, with `vars` in the places that it has for them. */
  (key: Key, vars?: Vars): string;
  /** The sentence for a key that may not exist, such as the code of an error. */
  known(key: string, vars?: Vars): string | undefined;
  /** The same, with further words in English for what a part of a screen says. */
  with<More extends string>(words: Record<More, Message>): Translate<Key | More>;
}

export interface MessagesApi<Key extends string = CommonKey> {
  t: Translate<Key>;
  /** A BCP 47 tag, such as `en` or `pt-BR`. */
  locale: string;
  dir: 'ltr' | 'rtl';
}

/**
 * @param labels  words for one instance; they come before those of the provider
 * @param words   the English words of a screen, besides those that all screens have
 */
export function useMessages<Key extends string = never>(
  labels?: Words,
  words?: Record<Key, Message>,
): MessagesApi<Key | CommonKey> {
  const userdb = useUserdb();
  const t = translator<Key | CommonKey>(userdb, labels, words);
  const locale = userdb.locale ?? t('language');
  return { t, locale, dir: /^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr' };
}

/** For what is no hook. */
export function translator<Key extends string = CommonKey>(
  userdb: Userdb,
  labels: Words = {},
  words: Words = {},
): Translate<Key> {
  const { messages, brand }: { messages: Words; brand: Brand } = userdb;
  function known(key: string, vars: Vars = {}) {
    const message = labels[key] ?? messages[key] ?? words[key] ?? (common as Words)[key];
    const text = typeof message === 'function' ? message(vars) : message && fill(message, vars);
    return text?.replaceAll('%APP%', () => brand.appName ?? known('app.unnamed') ?? '');
  }
  return Object.assign((key: Key, vars?: Vars) => known(key, vars) ?? key, {
    known,
    with: <More extends string>(more: Words) => translator<Key | More>(userdb, labels, { ...words, ...more }),
  });
}
