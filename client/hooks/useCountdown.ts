// Seconds that run down to zero, also over a reload of the page when they have a name.

import { useCallback, useEffect, useState } from 'react';
import { keep, kept } from '../kept.ts';

export interface Countdown {
  secondsLeft: number;
  /** It has run, and is at zero. */
  ended: boolean;
  start(seconds: number): void;
  /** As if it had never run. */
  clear(): void;
}

const LOOK_EVERY = 250;

/** Starts with `seconds`. With `storageKey`, the time of the end outlives a reload. */
export function useCountdown(seconds = 0, storageKey?: string): Countdown {
  const [secondsLeft, setSecondsLeft] = useState(seconds);
  const [end, setEnd] = useState(0);
  const isRunning = secondsLeft > 0;

  const runUntil = useCallback((time: number) => {
    setEnd(time);
    setSecondsLeft(secondsUntil(time));
  }, []);

  useEffect(() => {
    const time = storageKey ? Number(kept(storageKey)) : 0;
    if (secondsUntil(time) > 0) runUntil(time);
    else if (seconds > 0) runUntil(Date.now() + seconds * 1000);
  }, [seconds, storageKey, runUntil]);

  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setSecondsLeft(secondsUntil(end)), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [end, isRunning]);

  return {
    secondsLeft,
    ended: end > 0 && !isRunning,
    start(from) {
      const time = Date.now() + from * 1000;
      if (storageKey) keep(storageKey, String(time));
      runUntil(time);
    },
    clear: () => runUntil(0),
  };
}

function secondsUntil(time: number) {
  return Math.max(0, Math.ceil((time - Date.now()) / 1000));
}

/** `0:42`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
