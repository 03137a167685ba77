// The first page of the shipped app: who I am, or how to become somebody.

import { useEffect } from 'react';
import { useUserdb } from '../context.tsx';
import { Page } from '../forms/Page.tsx';
import { Skeleton } from '../forms/Skeleton.tsx';
import { useLateness } from '../hooks/useLateness.ts';
import { type Translate, useMessages } from '../hooks/useMessages.ts';
import { useRegistrationViewModel } from '../hooks/useRegistrationViewModel.ts';
import { useUser } from '../hooks/useUser.ts';
import { LoginLink, LogoutLink, MailboxLink, RegisterLink } from '../links.tsx';
import { type HomeKey, home } from '../messages/en/home.ts';
import type { User } from '../wire.ts';

export function HomeScreen() {
  const { user, status } = useUser();
  const { t } = useMessages(undefined, home);
  const { navigate, routes, mailbox } = useUserdb();
  const lateness = useLateness(status === 'loading');
  const expired = user?.password_expired === true;

  useEffect(() => {
    if (expired) navigate(routes.expired, { replace: true });
  }, [expired, navigate, routes.expired]);

  const title = user ? t('home.hello', { name: user.givenName || user.fullName || user.username }) : t('home.welcome');
  return (
    <Page part="home" title={title} options={{}} footer={mailbox && <MailboxLink />}>
      {status === 'loading' && <Skeleton fields={2} lateness={lateness} text={t('pending.loading')} />}
      {user && <WhoIAm user={user} t={t} />}
      {status === 'out' && <Welcome t={t} />}
    </Page>
  );
}

function WhoIAm({ user, t }: { user: User; t: Translate<HomeKey> }) {
  const roles = user.roles?.map((role) => role.name).join(', ');
  const accounts = user.accounts?.map((account) => account.name).join(', ');
  return (
    <>
      <p className="udb-text">{t('home.signedIn')}</p>
      <dl className="udb-facts">
        <Fact term={t('home.name')} text={user.fullName} />
        <Fact term={t('home.email')} text={user.email} />
        <Fact term={t('home.roles')} text={roles || t('home.noRoles')} />
        {accounts && <Fact term={t('home.account')} text={accounts} />}
      </dl>
      <LogoutLink />
    </>
  );
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <div className="udb-fact">
      <dt className="udb-fact-term">{term}</dt>
      <dd className="udb-fact-text">{text}</dd>
    </div>
  );
}

function Welcome({ t }: { t: Translate<HomeKey> }) {
  const registration = useRegistrationViewModel();
  return (
    <>
      <p className="udb-text">{t('home.welcomeText')}</p>
      <div className="udb-actions">
        <LoginLink className="udb-button" />
        {registration.is === 'given' && <RegisterLink className="udb-button-quiet" />}
      </div>
    </>
  );
}
