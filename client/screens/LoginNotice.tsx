// What brought a person to the sign-in page, as `?status=` says it; unknown words are left unsaid.

import { useUserdb } from '../context.tsx';
import type { Translate } from '../hooks/useMessages.ts';
import { ScreenLink } from '../links.tsx';
import { loginNotice } from '../messages/en/loginNotice.ts';
import { resend } from '../messages/en/resend.ts';
import type { User } from '../wire.ts';

interface Props {
  t: Translate;
  status: string | null;
  /** Who is signed in, and came to sign in as somebody else. */
  user: User | null;
}

const WORDS = { ...loginNotice, ...resend };

export default function LoginNotice({ t: say, status, user }: Props) {
  const { routes } = useUserdb();
  const t = say.with(WORDS);
  const sentence = user ? t('login.as', { name: user.fullName || user.email }) : t.known(`login.status.${status}`);
  if (!sentence) return null;
  return (
    <>
      <p className="udb-text">{sentence}</p>
      {status === 'unverified' && <ScreenLink href={routes.verify}>{t('resend.submit')}</ScreenLink>}
    </>
  );
}
