// Seconds that run down to zero, also over a reload of the page when they have a name.

import { useEffect, useState } from 'react';
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
export function useCountdown(seconds = 0, storageKey = ''): Countdown {
  // Both in milliseconds. Until the browser has rendered, it is as if the clock stood at zero.
  const [{ end, now }, setRun] = useState({ end: seconds * 1000, now: 0 });
  const secondsLeft = Math.max(0, Math.ceil((end - now) / 1000));
  const isRunning = secondsLeft > 0;

  useEffect(() => {
    const earlier = Number(storageKey && kept(storageKey));
    const time = earlier > Date.now() ? earlier : seconds && Date.now() + seconds * 1000;
    if (time) setRun(until(time));
  }, [seconds, storageKey]);

  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setRun(until(end)), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [end, isRunning]);

  return {
    secondsLeft,
    ended: end > 0 && !isRunning,
    start(from) {
      const time = Date.now() + from * 1000;
      if (storageKey) keep(storageKey, String(time));
      setRun(until(time));
    },
    clear: () => setRun(until(0)),
  };
}

function until(end: number) {
  return { end, now: Date.now() };
}
