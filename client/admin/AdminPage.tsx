// The pages of administrators, by the path below the route `admin`: each sees what they administer, and nobody else does.

import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
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
  // The same page before and after it is known who is here: what comes then is no other screen.
  return (
    <PageBoundary>
      <AuthenticatedRoute loading={<Admin {...props} isWaiting />}>
        <Admin {...props} />
      </AuthenticatedRoute>
    </PageBoundary>
  );
}

function Waiting({ text }: { text: string }) {
  return <Skeleton fields={4} lateness={useLateness(true)} text={text} />;
}

const TABS = ['users', 'roles', 'accounts', 'import', 'events'] as const;

type Tab = (typeof TABS)[number];

function Admin({ isWaiting = false, ...props }: AdminPageProps & { isWaiting?: boolean }) {
  const { routes, ...userdb } = useUserdb();
  const { base = routes.admin, labels } = props;
  const { t } = useAdminMessages(labels);
  const admin = useAdmin();
  const { can } = useUser();
  const { isSuperAdmin } = useWho();
  const path = useSyncExternalStore(
    subscribeToAddress,
    () => location.pathname,
    () => base,
  );
  // Without a router, these pages change the address by themselves.
  const own = useMemo(() => mover((to) => `${to}/`.startsWith(`${base}/`)), [base]);
  const { navigate, Link } = userdb.Link === 'a' ? own : userdb;
  const isAdmin = !isWaiting && can('admin');
  const asked = useLoaded(isAdmin && props.events === undefined ? 'events' : null, (signal) =>
    admin.events({ limit: 1 }, { signal }),
  );
  // Null: not known yet. What fails otherwise is said on the page itself, and can be tried again there.
  const hasEvents = props.events ?? (asked.value ? true : asked.error && ![403, 404].includes(asked.error.status));

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
  const isAt = (name: Tab) => `${path}/`.startsWith(`${base}/${name}/`);
  const isKnown = isAdmin && !(isAt('events') && hasEvents === null);
  // Until then, it is called what it will probably be.
  const tab = (isKnown ? tabs : TABS).find(isAt) ?? 'users';

  // The address of something that there is not, or not for who is here, becomes that of what is shown.
  const href = `${base}/${tab}`;
  const isElsewhere = path.startsWith(`${base}/`) && ![base, href].includes(path.replace(/\/+$/, ''));
  const moveTo = isKnown && isElsewhere ? href : null;
  useEffect(() => {
    if (moveTo) navigate(moveTo + location.search, { replace: true });
  }, [moveTo, navigate]);

  return (
    <UserdbProvider navigate={navigate} Link={Link === 'a' ? undefined : Link}>
      <Page
        part="admin"
        title={t(isAdmin || isWaiting ? `admin.menu.${tab}` : 'admin.title')}
        options={isAdmin ? { ...props, className: `udb-wide ${props.className ?? ''}` } : props}
      >
        {isAdmin && (
          <nav className="udb-tabs" aria-label={t('admin.menu')} data-udb-part="admin-menu">
            {tabs.map((name) => (
              <Link
                key={name}
                className="udb-tab"
                href={`${base}/${name}`}
                aria-current={isKnown && name === tab ? 'page' : undefined}
              >
                {t(`admin.menu.${name}`)}
              </Link>
            ))}
          </nav>
        )}
        {isKnown && pages[tab]}
        {isAdmin && <SessionEnding />}
        {!isKnown && (isWaiting || isAdmin) && <Waiting text={t('pending.loading')} />}
        {!isWaiting && !isAdmin && (
          <>
            <p className="udb-text">{t('admin.denied')}</p>
            <HomeLink />
          </>
        )}
      </Page>
    </UserdbProvider>
  );
}
