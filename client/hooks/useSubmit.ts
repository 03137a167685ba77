// One request per submit: where it stands, and never two at a time.

import { useEffect, useRef, useState } from 'react';
import type { UserdbError } from '../userdbError.ts';
import { asUserdbError } from '../userdbError.ts';

export type Submission<R> =
  | { is: 'idle' | 'pending'; error?: undefined; result?: undefined }
  | { is: 'failed'; error: UserdbError; result?: undefined }
  | { is: 'done'; result: R; error?: undefined };

export interface SubmitApi<R> {
  submission: Submission<R>;
  /** What came of it; null: it was not sent because another one is on its way, or nobody waits for it any more. */
  submit(send: (signal: AbortSignal) => Promise<R>): Promise<Submission<R> | null>;
  reset(): void;
}

export function useSubmit<R>(): SubmitApi<R> {
  const [submission, setSubmission] = useState<Submission<R>>({ is: 'idle' });
  // A ref and not state: a second click may come before React has rendered the first.
  const inFlight = useRef<AbortController | null>(null);

  useEffect(() => () => inFlight.current?.abort(), []);

  async function submit(send: (signal: AbortSignal) => Promise<R>) {
    if (inFlight.current) return null;
    const own = new AbortController();
    inFlight.current = own;
    setSubmission({ is: 'pending' });

    const outcome = await send(own.signal).then(
      (result): Submission<R> => ({ is: 'done', result }),
      (error: unknown): Submission<R> => ({ is: 'failed', error: asUserdbError(error) }),
    );
    if (own.signal.aborted) return null;
    inFlight.current = null;
    setSubmission(outcome);
    return outcome;
  }

  function reset() {
    inFlight.current?.abort();
    inFlight.current = null;
    setSubmission({ is: 'idle' });
  }

  return { submission, submit, reset };
}
