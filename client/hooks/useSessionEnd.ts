// The last minute of a session: how much of it is left, and staying. When it is over, the server is asked.

import { useEffect, useState } from 'react';
import { useUserdb } from '../context.tsx';
import { useSessionEndsAt } from './useSessionEndsAt.ts';

export interface SessionEndApi {
  /** Null: there is more than a minute, or no end. */
  secondsLeft: number | null;
  /** Whether asking for more time brought some; null: nobody has asked. */
  stayed: boolean | null;
  stay(): Promise<void>;
}

const MINUTE = 60_000;
/** The server counts whole seconds, and its clock is not ours. */
const GRACE = 2000;
/** Browsers wait for no more than 24 days at once; and a computer may sleep meanwhile. */
const LONGEST = 600_000;

/** A server that does not answer has ended nothing. */
function asBefore() {}

export function useSessionEnd(): SessionEndApi {
  const { session, client } = useUserdb();
  const expiresAt = useSessionEndsAt();
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const [stayed, setStayed] = useState<boolean | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function look() {
      const left = (expiresAt ?? Number.POSITIVE_INFINITY) - Date.now();
      const isNear = left <= MINUTE;
      setSecondsLeft(isNear ? Math.max(0, Math.ceil(left / 1000)) : null);
      // That it brought nothing is over when there is time again, by whatever.
      if (!isNear) setStayed((before) => before || null);
      if (left <= -GRACE) void session.refresh().catch(asBefore);
      else if (expiresAt) timer = setTimeout(look, isNear ? 500 : Math.min(left - MINUTE, LONGEST));
    }
    look();
    return () => clearTimeout(timer);
  }, [expiresAt, session]);

  async function stay() {
    setStayed(null);
    await session.refresh().catch(asBefore);
    setStayed((client.sessionSeconds ?? 0) * 1000 > MINUTE);
  }

  return { secondsLeft, stayed, stay };
}
