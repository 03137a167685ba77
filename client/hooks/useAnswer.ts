// What the server answers to a question that a screen asks by itself, when it opens.

import { useEffect, useState } from 'react';
import type { BasicClient, Known } from '../basicApi.ts';
import { useUserdb } from '../context.tsx';
import { forget, once } from '../once.ts';
import { asUserdbError, type UserdbError } from '../userdbError.ts';

export type Answer<T> = { is: 'awaited' } | { is: 'given'; value: T } | { is: 'refused'; error: UserdbError };

/** `key` names the question: the same one is asked once. Null: it is not asked yet. */
export function useAnswer<T>(
  key: string | null,
  ask: (client: BasicClient) => Promise<T>,
): Answer<T> & { again(): void } {
  const { client } = useUserdb();
  // In the first render already, so that a server can render it too.
  const known = client.known?.[key as keyof Known] as T | undefined;
  const [answer, setAnswer] = useState<Answer<T>>(known ? { is: 'given', value: known } : { is: 'awaited' });

  const [times, setTimes] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `ask`, and `times` asks once more
  useEffect(() => {
    let wanted = true;
    if (key === null || known) return;
    once(client, key, () => ask(client)).then(
      (value) => wanted && setAnswer({ is: 'given', value }),
      (error: unknown) => wanted && setAnswer({ is: 'refused', error: asUserdbError(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [client, key, known, times]);

  function again() {
    setAnswer({ is: 'awaited' });
    forget(client, key ?? '');
    setTimes(times + 1);
  }

  return { ...answer, again };
}
