// The words of the admin pages in the language that is shown, where the shipped app speaks more than English.

import { type ReactNode, useEffect, useState } from 'react';
import { loadAdminMessages } from '../admin/index.ts';
import { UserdbProvider, useMessages } from '../index.ts';

type Words = Awaited<ReturnType<typeof loadAdminMessages>>;

export function AdminWords({ children }: { children: ReactNode }) {
  const { locale } = useMessages();
  const [words, setWords] = useState<Words>({});

  useEffect(() => {
    let wanted = true;
    const take = (messages: Words) => wanted && setWords(messages);
    // What cannot be loaded is said in English.
    loadAdminMessages(locale).then(take, () => take({}));
    return () => {
      wanted = false;
    };
  }, [locale]);

  return <UserdbProvider messages={words}>{children}</UserdbProvider>;
}
