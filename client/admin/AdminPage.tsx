// The pages of administrators, by the path below the route `admin`.

import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import { useAdminMessages } from './useAdminMessages.ts';

export interface AdminPageProps extends PageOptions {}

export function AdminPage(props: AdminPageProps) {
  return (
    <PageBoundary>
      <Admin {...props} />
    </PageBoundary>
  );
}

function Admin(props: AdminPageProps) {
  const { t } = useAdminMessages();
  return (
    <Page part="admin" title={t('admin.title')} options={props}>
      {null}
    </Page>
  );
}
