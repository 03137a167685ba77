// The own account: profile, password and devices, each with a form of its own.

import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import { type Labels, useMessages } from '../hooks/useMessages.ts';
import { account } from '../messages/en/account.ts';

export interface AccountPageProps extends PageOptions {
  /** Words for this one. */
  labels?: Labels;
}

export function AccountPage(props: AccountPageProps) {
  return (
    <PageBoundary>
      <Account {...props} />
    </PageBoundary>
  );
}

function Account(props: AccountPageProps) {
  const { t } = useMessages(props.labels, account);
  return (
    <Page part="account" title={t('account.title')} options={props}>
      {null}
    </Page>
  );
}
