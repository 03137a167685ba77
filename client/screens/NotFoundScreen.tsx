// For every address that is no screen.

import { Page } from '../forms/Page.tsx';
import { useMessages } from '../hooks/useMessages.ts';
import { HomeLink } from '../links.tsx';

export function NotFoundScreen() {
  const { t } = useMessages();
  return (
    <Page part="missing" title={t('missing.title')} options={{}}>
      <p className="udb-text">{t('missing.text')}</p>
      <HomeLink />
    </Page>
  );
}
