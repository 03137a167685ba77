// The page of a verification mail in the app that the server ships. Where invitations have no mail of their own, their
// links come here too: such a token verifies nothing, and opens the page of the invitation.

import { Page } from '../forms/Page.tsx';
import { Skeleton } from '../forms/Skeleton.tsx';
import { useAnswer } from '../hooks/useAnswer.ts';
import { useLateness } from '../hooks/useLateness.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { useMailedToken } from '../hooks/useQuery.ts';
import { useInvitation } from '../hooks/useWelcomeForm.ts';
import { mailedLink } from '../messages/en/mailedLink.ts';
import { verify } from '../messages/en/verify.ts';
import { VerifyEmailPage } from './VerifyEmailPage.tsx';
import { WelcomePage } from './WelcomePage.tsx';

const WORDS = { ...verify, ...mailedLink };

export function VerifyScreen() {
  const token = useMailedToken(undefined);
  // The very question of VerifyEmailPage, and so asked once.
  const verification = useAnswer(token ? `verify:${token}` : null, (client) => client.verify(token ?? ''));
  const isNone = verification.is === 'refused' && verification.error.status === 404;
  const invitation = useInvitation(isNone ? token : null);
  if (isNone && invitation.is === 'given') return <WelcomePage spToken={token ?? ''} />;
  if (isNone && invitation.is === 'awaited') return <Checking />;
  return <VerifyEmailPage />;
}

function Checking() {
  const { t } = useMessages(undefined, WORDS);
  const lateness = useLateness(true);
  return (
    <Page part="verify" title={t('verify.title')} options={{}}>
      <Skeleton fields={1} lateness={lateness} text={t('mailedLink.loading')} />
    </Page>
  );
}
