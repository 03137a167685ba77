// Seconds that run down to zero, also over a reload of the page when they have a name.

import { useCallback, useEffect, useState } from 'react';

export interface Countdown {
  secondsLeft: number;
  /** It has run, and is at zero. */
  ended: boolean;
  start(seconds: number): void;
}

const LOOK_EVERY = 250;

/** Starts with `seconds`. With `storageKey`, the time of the end outlives a reload. */
export function useCountdown(seconds = 0, storageKey?: string): Countdown {
  const [secondsLeft, setSecondsLeft] = useState(seconds);
  const [end, setEnd] = useState<number | null>(null);

  const start = useCallback(
    (from: number) => {
      const time = Date.now() + from * 1000;
      setSecondsLeft(from);
      setEnd(time);
      if (storageKey) remember(storageKey, time);
    },
    [storageKey],
  );

  useEffect(() => {
    const kept = storageKey ? remembered(storageKey) : 0;
    const left = secondsUntil(kept);
    if (left > 0) {
      setSecondsLeft(left);
      setEnd(kept);
    } else if (seconds > 0) setEnd(Date.now() + seconds * 1000);
  }, [seconds, storageKey]);

  useEffect(() => {
    if (end === null) return;
    const timer = setInterval(() => {
      const left = secondsUntil(end);
      setSecondsLeft(left);
      if (left === 0) clearInterval(timer);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [end]);

  return { secondsLeft, ended: end !== null && secondsLeft === 0, start };
}

function secondsUntil(time: number) {
  return Math.max(0, Math.ceil((time - Date.now()) / 1000));
}

function remember(key: string, time: number) {
  try {
    sessionStorage.setItem(key, String(time));
  } catch {
    // Storage is switched off: after a reload the server says again how long to wait.
  }
}

function remembered(key: string): number {
  try {
    return Number(sessionStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

/** `0:42`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
