// For every address that is no screen.

import { Page } from '../forms/Page.tsx';
import { useMessages } from '../hooks/useMessages.ts';
import { HomeLink } from '../links.tsx';
import { home } from '../messages/en/home.ts';

export function NotFoundScreen() {
  const { t } = useMessages(undefined, home);
  return (
    <Page part="missing" title={t('missing.title')} options={{}}>
      <p className="udb-text">{t('missing.text')}</p>
      <HomeLink />
    </Page>
  );
}
