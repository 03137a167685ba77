// `You can try again in 0:42.`

import type { FormApi } from './formTypes.ts';
import { clock } from './useCountdown.ts';

export function waitText({ t, secondsLeft }: Pick<FormApi, 't' | 'secondsLeft'>): string {
  return t('error.waitLeft', { time: clock(secondsLeft) });
}
