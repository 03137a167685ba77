// How long something has been going on, in the steps at which a person should hear about it.

import { useEffect, useState } from 'react';

/** `no`: too short to mention. `late`: say what is going on. `long`: say that it still is. */
export type Lateness = 'no' | 'late' | 'long';

const LATE = 200;
const LONG = 8000;

export function useLateness(going: boolean): Lateness {
  const [lateness, setLateness] = useState<Lateness>('no');

  useEffect(() => {
    if (!going) return setLateness('no');
    const late = setTimeout(() => setLateness('late'), LATE);
    const long = setTimeout(() => setLateness('long'), LONG);
    return () => {
      clearTimeout(late);
      clearTimeout(long);
    };
  }, [going]);

  return going ? lateness : 'no';
}
