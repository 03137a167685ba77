// What stands around the pages of the shipped app where it speaks more than English: the language, and the choice of one.

import { type ReactNode, useEffect } from 'react';
import { LanguageProvider, LanguageSwitch, useMessages } from '../index.ts';

interface Props {
  languages: readonly string[];
  children: ReactNode;
}

export default function Languages({ languages, children }: Props) {
  return (
    <LanguageProvider languages={languages} locale="browser">
      <PageLanguage />
      {children}
      <footer className="app-foot">
        <LanguageSwitch />
      </footer>
    </LanguageProvider>
  );
}

/** Here the whole page is ours, so it says its language and direction, too. */
function PageLanguage() {
  const { locale, dir } = useMessages();
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = dir;
  }, [locale, dir]);
  return null;
}
