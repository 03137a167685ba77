// How long something has been going on, in the steps at which a person should hear about it.

import { useEffect, useState } from 'react';

/** `no`: too short to mention. `late`: say what is going on. `long`: say that it still is. */
export type Lateness = 'no' | 'late' | 'long';

const LATE = 200;
const LONG = 8000;

export function useLateness(going: boolean): Lateness {
  const [lateness, setLateness] = useState<Lateness>('no');

  useEffect(() => {
    if (!going) return;
    const timers = [setTimeout(setLateness, LATE, 'late'), setTimeout(setLateness, LONG, 'long')];
    return () => {
      timers.forEach(clearTimeout);
      setLateness('no');
    };
  }, [going]);

  return going ? lateness : 'no';
}
