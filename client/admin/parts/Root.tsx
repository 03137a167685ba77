// What a table or form that stands alone on a host's page needs around it: our tokens, the theme, the language.

import type { ReactNode } from 'react';
import { useUserdb } from '../../context.tsx';
import { useMessages } from '../../hooks/useMessages.ts';

export function Root({ part, children }: { part: string; children: ReactNode }) {
  const { theme } = useUserdb();
  const { locale, dir } = useMessages();
  return (
    <div className="udb-root udb-outcome" data-udb-part={part} data-udb-theme={theme} lang={locale} dir={dir}>
      {children}
    </div>
  );
}
