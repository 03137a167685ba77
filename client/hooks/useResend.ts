// A mail once more: a button that sends it, and that rests for a minute in between.

import { useState } from 'react';
import type { UserdbClient } from '../api.ts';
import type { UserdbError } from '../userdbError.ts';
import { useClient } from './useClient.ts';
import { useCountdown } from './useCountdown.ts';
import { useSubmit } from './useSubmit.ts';

export interface ResendApi {
  /** Until it may be sent again. */
  secondsLeft: number;
  sending: boolean;
  /** How often it was sent, so that a second time can be said again. */
  times: number;
  error: UserdbError | null;
  send(): void;
}

const REST = 60;

/** `justSent`: a mail has only now gone out, so the button starts with its rest. */
export function useResend(ask: (client: UserdbClient) => Promise<void>, justSent = false): ResendApi {
  const client = useClient();
  const { submission, submit } = useSubmit<void>();
  const { secondsLeft, start } = useCountdown(justSent ? REST : 0);
  const [times, setTimes] = useState(0);

  async function send() {
    if (secondsLeft > 0) return;
    const outcome = await submit(() => ask(client));
    if (!outcome) return;
    const refused = outcome.is === 'failed' ? outcome.error : null;
    if (!refused) setTimes((before) => before + 1);
    if (!refused || refused.status === 429) start(refused?.retryAfter ?? REST);
  }

  return {
    secondsLeft,
    sending: submission.is === 'pending',
    times,
    error: submission.is === 'failed' ? submission.error : null,
    send: () => void send(),
  };
}
