// The first page of the shipped app: who I am and where I may go, or how to become somebody.

import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  LoginLink,
  LogoutLink,
  Page,
  RegisterLink,
  SessionEnding,
  SessionLoading,
  type Translate,
  type User,
  useMessages,
  useUser,
} from '../index.ts';
import { type HomeKey, home } from '../messages/en/home.ts';
import { mailbox } from '../messages/en/links.ts';
import { useTold } from '../told.ts';

const WORDS = { ...home, ...mailbox };

export default function Home() {
  const { user, status } = useUser();
  const { t } = useMessages(undefined, WORDS);
  const { mailbox: mails, endpoints } = useTold();
  const navigate = useNavigate();
  const expired = user?.password_expired === true;

  useEffect(() => {
    if (expired) navigate(endpoints.expired, { replace: true });
  }, [expired, navigate, endpoints.expired]);

  const title = user ? t('home.hello', { name: user.givenName || user.fullName || user.username }) : t('home.welcome');
  return (
    <Page part="home" title={title} footer={mails && <MailboxLine href={mails} text={t('mailbox.link')} />}>
      {status === 'loading' && <SessionLoading />}
      {user && <WhoIAm user={user} t={t} />}
      {status === 'out' && <Welcome t={t} />}
    </Page>
  );
}

function WhoIAm({ user, t }: { user: User; t: Translate<HomeKey> }) {
  const { features } = useTold();
  const { can } = useUser();
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
      <Link className="udb-button" to="/account">
        {t('home.toAccount')}
      </Link>
      {features.users !== false && can('admin') && (
        <Link className="udb-button-quiet" to="/admin">
          {t('home.toAdmin')}
        </Link>
      )}
      <LogoutLink />
      <SessionEnding />
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
  const { features } = useTold();
  return (
    <>
      <p className="udb-text">{t('home.welcomeText')}</p>
      <div className="udb-actions">
        <LoginLink className="udb-button" />
        {features.register !== false && <RegisterLink className="udb-button-quiet" />}
      </div>
    </>
  );
}

function MailboxLine({ href, text }: { href: string; text: string }) {
  return (
    <p className="udb-footer-line">
      <a className="udb-link" href={href}>
        {text}
      </a>
    </p>
  );
}
