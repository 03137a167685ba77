// The pages of administrators, by the path below the route `admin`: each sees what they administer, and nobody else does.

import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { UserdbProvider, useUserdb } from '../context.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import { SessionEnding } from '../forms/SessionEnding.tsx';
import { Skeleton } from '../forms/Skeleton.tsx';
import { AuthenticatedRoute } from '../guards.tsx';
import { useLateness } from '../hooks/useLateness.ts';
import type { Labels } from '../hooks/useMessages.ts';
import { useUser } from '../hooks/useUser.ts';
import { HomeLink } from '../links.tsx';
import { mover } from '../pushHistory.tsx';
import { ImportPage } from './ImportPage.tsx';
import { subscribeToAddress } from './parts/address.ts';
import { laterPart } from './parts/laterPart.tsx';
import { UsersTable } from './UsersTable.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { useLoaded } from './useLoaded.ts';
import { useWho } from './useWho.ts';

const RolesTable = laterPart(async () => (await import('./RolesTable.tsx')).RolesTable);
const AccountsTable = laterPart(async () => (await import('./AccountsTable.tsx')).AccountsTable);
const AuditTrail = laterPart(async () => (await import('./AuditTrail.tsx')).AuditTrail);

export interface AdminPageProps extends PageOptions {
  /** Where it stands. Default: the route `admin`. */
  base?: string;
  /** Whether the server keeps an audit trail; else it is asked. */
  events?: boolean;
  /** Words for this one. */
  labels?: Labels;
}

export function AdminPage(props: AdminPageProps) {
  const { can } = useUser();
  return (
    <PageBoundary>
      <AuthenticatedRoute loading={<Waiting {...props} />}>
        {can('admin') ? <Admin {...props} /> : <Denied {...props} />}
      </AuthenticatedRoute>
    </PageBoundary>
  );
}

function Waiting(props: AdminPageProps) {
  const { t } = useAdminMessages(props.labels);
  return (
    <Page part="admin" title={t('admin.title')} options={props}>
      <Skeleton fields={4} lateness={useLateness(true)} text={t('pending.loading')} />
    </Page>
  );
}

function Denied(props: AdminPageProps) {
  const { t } = useAdminMessages(props.labels);
  return (
    <Page part="admin" title={t('admin.title')} options={props}>
      <p className="udb-text">{t('admin.denied')}</p>
      <HomeLink />
    </Page>
  );
}

type Tab = 'users' | 'roles' | 'accounts' | 'import' | 'events';

function Admin(props: AdminPageProps) {
  const { routes, ...userdb } = useUserdb();
  const { base = routes.admin, labels } = props;
  const { t } = useAdminMessages(labels);
  const admin = useAdmin();
  const { isSuperAdmin } = useWho();
  const path = useSyncExternalStore(
    subscribeToAddress,
    () => location.pathname,
    () => base,
  );
  // Without a router, these pages change the address by themselves.
  const own = useMemo(() => mover((to) => `${to}/`.startsWith(`${base}/`)), [base]);
  const { navigate, Link } = userdb.Link === 'a' ? own : userdb;
  const asked = useLoaded(props.events === undefined ? 'events' : null, (signal) =>
    admin.events({ limit: 1 }, { signal }),
  );
  const hasEvents = props.events ?? asked.value !== undefined;

  const show = (name: Tab, query: Record<string, string>) => navigate(`${base}/${name}?${new URLSearchParams(query)}`);

  const pages: Partial<Record<Tab, ReactNode>> = {
    users: <UsersTable importHref={`${base}/import`} />,
    roles: <RolesTable onNavigateToUsers={(_id, name) => show('users', { role: name })} />,
    ...(isSuperAdmin && {
      accounts: (
        <AccountsTable
          onNavigateToUsers={(account) => show('users', { account })}
          onNavigateToRoles={(account) => show('roles', { account })}
        />
      ),
    }),
    import: <ImportPage />,
    ...(hasEvents && { events: <AuditTrail /> }),
  };
  const tabs = Object.keys(pages) as Tab[];
  const tab = tabs.find((name) => `${path}/`.startsWith(`${base}/${name}/`)) ?? 'users';

  return (
    <UserdbProvider navigate={navigate} Link={Link === 'a' ? undefined : Link}>
      <Page
        part="admin"
        title={t(`admin.menu.${tab}`)}
        options={{ ...props, className: `udb-wide ${props.className ?? ''}` }}
      >
        <nav className="udb-tabs" aria-label={t('admin.menu')} data-udb-part="admin-menu">
          {tabs.map((name) => (
            <Link
              key={name}
              className="udb-tab"
              href={`${base}/${name}`}
              aria-current={name === tab ? 'page' : undefined}
            >
              {t(`admin.menu.${name}`)}
            </Link>
          ))}
        </nav>
        {pages[tab]}
        <SessionEnding />
      </Page>
    </UserdbProvider>
  );
}
