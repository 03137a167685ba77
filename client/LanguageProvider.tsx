// The language of the screens: chosen from what the person, the page and the browser say, and loaded.

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { UserdbProvider } from './context.tsx';
import { loadMessages, matchLocale } from './languages.ts';
import type { AdminMessages } from './messages/admin/en.ts';
import type { Messages } from './messages/en.ts';

/** The server reads it too, for the language of mails. */
const COOKIE = 'userdb_locale';
const A_YEAR = 31_536_000;

export interface LanguageProviderProps {
  /** BCP 47 tags of the languages to offer, e.g. `['en', 'de', 'pt-BR']`; the first is for who reads none of them. */
  languages: readonly string[];
  /** The language, whatever the page says. `browser`: as the browser says, where `<html lang>` is the same for all. */
  locale?: string;
  /** Where words come from; else from the package. */
  load?(locale: string): Promise<Partial<Messages & AdminMessages>>;
  /** What is shown in that language. */
  children?: ReactNode;
}

export interface LanguageApi {
  /** What is shown. */
  locale: string;
  /** What is offered. */
  languages: readonly string[];
  /** Shows another language, and remembers it for a year. */
  choose(locale: string): void;
}

const Context = createContext<LanguageApi>({ locale: 'en', languages: ['en'], choose: () => {} });

/** The language that is shown, those that are offered, and the way to another one. */
export function useLanguage(): LanguageApi {
  return useContext(Context);
}

export function LanguageProvider({ languages, locale, load = loadMessages, children }: LanguageProviderProps) {
  // English at first, as the server rendered it: what the browser says is known only after that.
  const [shown, setShown] = useState<{ locale: string; messages: Partial<Messages & AdminMessages> }>({
    locale: 'en',
    messages: {},
  });
  const wanted = useRef('en');
  const loader = useRef(load);
  useEffect(() => {
    loader.current = load;
  });

  const show = useCallback(async (tag: string, remember = false) => {
    wanted.current = tag;
    // What cannot be loaded is not worth losing the page for: the words stay as they are, and mails come in them.
    const messages = await loader.current(tag).catch(() => null);
    if (!messages || wanted.current !== tag) return;
    if (remember) document.cookie = `${COOKIE}=${tag}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax`;
    setShown({ locale: tag, messages });
  }, []);

  const offered = languages.join();
  useEffect(() => {
    const tag = locale && locale !== 'browser' ? locale : preferred(offered.split(','), locale !== 'browser');
    if (tag !== wanted.current) void show(tag);
  }, [offered, locale, show]);

  return (
    <Context.Provider value={{ locale: shown.locale, languages, choose: (tag) => void show(tag, true) }}>
      <UserdbProvider locale={shown.locale} messages={shown.messages}>
        {children}
      </UserdbProvider>
    </Context.Provider>
  );
}

/** The first of what was chosen before, of the page's language and of the browser's that is offered. */
function preferred(languages: readonly string[], askPage: boolean): string {
  const [, chosen = ''] = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(document.cookie) ?? [];
  const page = askPage ? document.documentElement.lang : '';
  const wanted = [chosen, page, ...navigator.languages].filter(Boolean);
  return matchLocale(wanted, languages) ?? languages[0] ?? 'en';
}
