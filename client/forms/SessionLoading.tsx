// Until it is known who is signed in: the outline of what comes then, or why nobody can say.

import { useState } from 'react';
import { useUserdb } from '../context.tsx';
import { useLateness } from '../hooks/useLateness.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { useSessionState } from '../hooks/useSessionState.ts';
import { waiting } from '../messages/en/waiting.ts';
import { Skeleton } from './Skeleton.tsx';
import { TryAgain } from './TryAgain.tsx';

export interface SessionLoadingProps {
  /** How many lines the outline has. Default 1. */
  fields?: number;
}

export function SessionLoading({ fields = 1 }: SessionLoadingProps) {
  const { session } = useUserdb();
  const { t } = useMessages(undefined, waiting);
  const state = useSessionState();
  const [asking, setAsking] = useState(false);
  const error = state.status === 'loading' && !asking ? state.error : undefined;
  const lateness = useLateness(!error);

  function again() {
    const done = () => setAsking(false);
    setAsking(true);
    session.refresh().then(done, done);
  }

  if (error) return <TryAgain error={error} again={again} part="session" t={t} />;
  return <Skeleton fields={fields} lateness={lateness} text={t('pending.loading')} />;
}
