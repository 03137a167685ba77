// Links to the screens, and the button that signs out.

import type { FormEvent, ReactNode } from 'react';
import { type LinkProps, useUserdb } from './context.tsx';
import { describeError } from './hooks/describeError.ts';
import { useMessages } from './hooks/useMessages.ts';
import { useQuery } from './hooks/useQuery.ts';
import { useSubmit } from './hooks/useSubmit.ts';
import * as words from './messages/en/links.ts';
import { signedIn } from './messages/en/signedIn.ts';
import { safeNext, withNext } from './next.ts';
import { signOut } from './signOut.ts';

export interface ScreenLinkProps {
  /** In place of our class. */
  className?: string;
  /** In place of our words. */
  children?: ReactNode;
}

export function HomeLink({ children, ...props }: ScreenLinkProps) {
  const { routes } = useUserdb();
  const { t } = useMessages(undefined, words.home);
  return (
    <ScreenLink href={routes.home} {...props}>
      {children ?? t('link.home')}
    </ScreenLink>
  );
}

export function LoginLink(props: ScreenLinkProps) {
  return <OnwardLink to="login" {...props} />;
}

export function RegisterLink(props: ScreenLinkProps) {
  return <OnwardLink to="register" {...props} />;
}

export function ForgotLink(props: ScreenLinkProps) {
  return <OnwardLink to="forgot" {...props} />;
}

/** For who has an account, and perhaps a password. */
export function SignInOrReset({ children }: { children?: ReactNode }) {
  const { features } = useUserdb();
  return (
    <>
      <LoginLink />
      {features.forgot !== false && (
        <>
          {' · '}
          <ForgotLink>{children}</ForgotLink>
        </>
      )}
    </>
  );
}

/** Takes the `?next=` of this page along: where a person wanted to go is kept on the way. */
function OnwardLink({ to, children, ...props }: ScreenLinkProps & { to: 'login' | 'register' | 'forgot' }) {
  const { routes } = useUserdb();
  const { t } = useMessages();
  const next = safeNext(useQuery('next'));
  return (
    <ScreenLink href={withNext(routes[to], next)} {...props}>
      {children ?? t(`link.${to}`)}
    </ScreenLink>
  );
}

export function ScreenLink({ className = 'udb-link', ...props }: LinkProps) {
  const { Link } = useUserdb();
  return <Link className={className} {...props} />;
}

/** Where the demo keeps its mails; nothing where mail is really sent. */
export function MailboxLink() {
  const { mailbox } = useUserdb();
  const { t } = useMessages(undefined, words.mailbox);
  if (!mailbox) return null;
  return (
    <p className="udb-text">
      <a className="udb-link" href={mailbox} data-udb-part="mailbox-link">
        {t('mailbox.link')}
      </a>
    </p>
  );
}

export interface LogoutLinkProps extends ScreenLinkProps {
  /** Where to go afterwards; else the route `home`. */
  redirectTo?: string;
}

/** Looks like a link and is a button in a form: a link must not change anything, and this works without script too. */
export function LogoutLink({ redirectTo, className = 'udb-button-quiet', children }: LogoutLinkProps) {
  const userdb = useUserdb();
  const { client, navigate, routes } = userdb;
  const { t } = useMessages(undefined, signedIn);
  const { submission, submit } = useSubmit<void>();

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    // Within what is sent: a guard around this button takes it away as soon as nobody is signed in.
    await submit(async () => {
      await signOut(userdb);
      navigate(redirectTo ?? routes.home);
    });
  }

  return (
    <form
      className="udb-root udb-inline"
      method="post"
      action={client.uri('logout')}
      onSubmit={(event) => void onSubmit(event)}
    >
      <button
        className={className}
        type="submit"
        aria-busy={submission.is === 'pending' || undefined}
        data-udb-part="logout"
      >
        {children ?? t('link.logout')}
      </button>
      <span className="udb-error" role="alert">
        {submission.is === 'failed' && describeError(t, submission.error)}
      </span>
    </form>
  );
}
