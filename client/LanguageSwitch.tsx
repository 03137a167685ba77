// A choice of the languages that are offered, each called by its own name; nothing where there is only one.

import { useId } from 'react';
import { useMessages } from './hooks/useMessages.ts';
import { useLanguage } from './LanguageProvider.tsx';
import { language } from './messages/en/language.ts';

export function LanguageSwitch() {
  const { locale, languages, choose } = useLanguage();
  const { t, dir } = useMessages(undefined, language);
  const id = useId();
  if (languages.length < 2) return null;
  return (
    <div className="udb-root udb-inline" data-udb-part="language" lang={locale} dir={dir}>
      <label className="udb-sr" htmlFor={id}>
        {t('language.choose')}
      </label>
      <select
        className="udb-input udb-input-small"
        id={id}
        autoComplete="off"
        value={locale}
        onChange={(event) => choose(event.target.value)}
        data-udb-part="language-choice"
      >
        {languages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {nameOf(tag)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** `Deutsch` for `de`. */
function nameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
}
