// What a form needs from the server before it can offer choices: asked anew for each `key`.

import { useEffect, useRef, useState } from 'react';
import { asUserdbError, type UserdbError } from '../userdbError.ts';

export interface Loaded<T> {
  /** Of the key that is asked for now; undefined until it is there. */
  value: T | undefined;
  error: UserdbError | null;
  again(): void;
}

/** @param key  null: nothing is asked */
export function useLoaded<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [answer, setAnswer] = useState<{ to: string; value?: T; error?: UserdbError } | null>(null);
  const [times, setTimes] = useState(0);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });

  const to = key && `${key} ${times}`;
  useEffect(() => {
    if (to === null) return;
    const abort = new AbortController();
    latest.current(abort.signal).then(
      (value) => abort.signal.aborted || setAnswer({ to, value }),
      (error: unknown) => abort.signal.aborted || setAnswer({ to, error: asUserdbError(error) }),
    );
    return () => abort.abort();
  }, [to]);

  const current = answer?.to === to ? answer : null;
  return { value: current?.value, error: current?.error ?? null, again: () => setTimes((before) => before + 1) };
}
