// Links to the screens, and the button that signs out.

import type { FormEvent, ReactNode } from 'react';
import { useUserdb } from './context.tsx';
import { type CommonKey, useMessages } from './hooks/useMessages.ts';
import { useSubmit } from './hooks/useSubmit.ts';
import { useSession } from './hooks/useUser.ts';

export interface ScreenLinkProps {
  className?: string;
  children?: ReactNode;
}

export function HomeLink(props: ScreenLinkProps) {
  const { routes } = useUserdb();
  return <ScreenLink href={routes.home} text="link.home" {...props} />;
}

export function LoginLink(props: ScreenLinkProps) {
  const { routes } = useUserdb();
  return <ScreenLink href={routes.login} text="link.login" {...props} />;
}

export function RegisterLink(props: ScreenLinkProps) {
  const { routes } = useUserdb();
  return <ScreenLink href={routes.register} text="link.register" {...props} />;
}

export function ForgotLink(props: ScreenLinkProps) {
  const { routes } = useUserdb();
  return <ScreenLink href={routes.forgot} text="link.forgot" {...props} />;
}

interface Props extends ScreenLinkProps {
  href: string;
  /** What it says, unless it has children. */
  text?: CommonKey;
}

export function ScreenLink({ href, text, className = 'udb-link', children }: Props) {
  const { Link } = useUserdb();
  const { t } = useMessages();
  return (
    <Link href={href} className={className}>
      {children ?? (text && t(text))}
    </Link>
  );
}

/** Where the demo keeps its mails; nothing where mail is really sent. */
export function MailboxLink() {
  const { mailbox } = useUserdb();
  const { t } = useMessages();
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
  const { client, navigate, routes } = useUserdb();
  const { logout } = useSession();
  const { t } = useMessages();
  const { submission, submit } = useSubmit<void>();

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const outcome = await submit(logout);
    if (outcome?.is === 'done') navigate(redirectTo ?? routes.home);
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
        {submission.is === 'failed' && t('error.SERVER_ERROR')}
      </span>
    </form>
  );
}
