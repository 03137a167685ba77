// For every address that is no screen.

import { HomeLink, Page, useMessages } from '../index.ts';
import { home } from '../messages/en/home.ts';

export default function Missing() {
  const { t } = useMessages(undefined, home);
  return (
    <Page part="missing" title={t('missing.title')}>
      <p className="udb-text">{t('missing.text')}</p>
      <HomeLink />
    </Page>
  );
}
