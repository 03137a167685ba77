// A clock that tests move.
import type { Clock } from '../../server/time.ts';

export interface MovableClock {
  now: Clock;
  /** Moves it on by so many seconds. */
  pass(seconds: number): void;
}

/** Starts at the present whole second and stands still until it is moved. */
export function movableClock(): MovableClock {
  let moment = Math.floor(Date.now() / 1000) * 1000;
  return {
    now: () => new Date(moment),
    pass: (seconds) => {
      moment += seconds * 1000;
    },
  };
}
