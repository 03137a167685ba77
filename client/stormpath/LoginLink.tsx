// The link to sign in, with what else a link takes.

import type { AnchorHTMLAttributes } from 'react';
import { useUserdb } from '../context.tsx';
import { useMessages } from '../hooks/useMessages.ts';

export function LoginLink({ to: _to, children, ...props }: AnchorHTMLAttributes<HTMLAnchorElement> & { to?: string }) {
  const { Link, routes } = useUserdb();
  const { t } = useMessages();
  return (
    <Link {...(props as object)} href={routes.login}>
      {children ?? t('link.login')}
    </Link>
  );
}
