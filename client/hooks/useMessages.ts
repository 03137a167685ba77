// The words of the screens, in the language and with the changes that the host has chosen.

import { type Userdb, useUserdb } from '../context.tsx';
import { en, type Message, type MessageKey, type Messages, type Vars } from '../text/en.ts';

export type Translate = (key: MessageKey, vars?: Vars) => string;

export interface MessagesApi {
  t: Translate;
  locale: string;
  dir: 'ltr' | 'rtl';
}

export function useMessages(labels?: Partial<Messages>): MessagesApi {
  const userdb = useUserdb();
  const { locale } = userdb;
  return { t: translator(userdb, labels, en), locale, dir: /^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr' };
}

/** @param words  the English ones, which a screen that is loaded apart has apart */
export function translator<Key extends keyof Messages>(
  { messages, brand }: Userdb,
  labels: Partial<Messages> = {},
  words: Record<Key, Message>,
): (key: Key, vars?: Vars) => string {
  return (key, vars = {}) => {
    const message: Message = labels[key] ?? messages[key] ?? words[key];
    const text = typeof message === 'function' ? message(vars) : fill(message, vars);
    return text.replaceAll('%APP%', brand.appName ?? 'this site');
  };
}

function fill(text: string, vars: Vars) {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole));
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
