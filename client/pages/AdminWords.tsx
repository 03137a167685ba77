// The words of the admin pages in the language that is shown, where the shipped app speaks more than English.

import { type ReactNode, useEffect, useState } from 'react';
import { matchLocale, UserdbProvider, useMessages } from '../index.ts';
import type { AdminMessages } from '../messages/admin/en.ts';

const LANGUAGES: Record<string, () => Promise<{ default: AdminMessages }>> = {
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

export function AdminWords({ children }: { children: ReactNode }) {
  const { locale } = useMessages();
  const [words, setWords] = useState<Partial<AdminMessages>>({});

  useEffect(() => {
    let wanted = true;
    const load = LANGUAGES[matchLocale([locale], Object.keys(LANGUAGES)) ?? ''];
    const take = (messages: Partial<AdminMessages>) => wanted && setWords(messages);
    if (load) {
      // What cannot be loaded is said in English.
      load().then(
        (file) => take(file.default),
        () => take({}),
      );
    } else take({});
    return () => {
      wanted = false;
    };
  }, [locale]);

  return <UserdbProvider messages={words}>{children}</UserdbProvider>;
}
