// Where the person is signed in, and signing out there.

import { useState } from 'react';
import { UserdbError } from '../userdbError.ts';
import type { Device } from '../wire.ts';
import { useAnswer } from './useAnswer.ts';
import { useClient } from './useClient.ts';
import { useSubmit } from './useSubmit.ts';

export interface DevicesApi {
  /** `none`: this server does not tell. */
  state: 'loading' | 'ready' | 'none' | 'failed';
  /** Those where the person still is, this one among them. */
  devices: Device[];
  /** Why the list did not come, or why the last sign-out failed. */
  error: UserdbError | null;
  pending: boolean;
  /** Whom the last sign-out was for, once it is done. */
  ended: Device | 'others' | null;
  end(device: Device | 'others'): Promise<void>;
  again(): void;
}

let asked = 0;

/** @param version  the list is asked for again when it changes */
export function useDevices(version = 0): DevicesApi {
  const client = useClient();
  // The answer to a question is remembered: who comes back later asks another one.
  const [visit] = useState(() => ++asked);
  const answer = useAnswer(`devices ${visit} ${version}`, () => client.devices());
  const { submission, submit } = useSubmit<Device | 'others'>();
  const [gone, setGone] = useState<string[]>([]);

  const listed = answer.is === 'given' ? answer.value : [];
  const refused = answer.is === 'refused' ? answer.error : null;
  const failed = submission.is === 'failed' ? submission.error : null;

  async function end(which: Device | 'others') {
    const others = listed.filter(({ current }) => !current).map(({ id }) => id);
    const outcome = await submit(async (signal) => {
      await client.endDevices(which === 'others' ? { others: true } : { id: which.id }, { signal }).catch(unlessGone);
      return which;
    });
    if (outcome?.is === 'done') setGone(which === 'others' ? others : [...gone, which.id]);
  }

  return {
    state: refused ? (refused.status === 404 ? 'none' : 'failed') : answer.is === 'given' ? 'ready' : 'loading',
    devices: listed.filter(({ id }) => !gone.includes(id)),
    error: refused ?? failed,
    pending: submission.is === 'pending',
    ended: submission.is === 'done' ? submission.result : null,
    end,
    again: answer.again,
  };
}

/** It has ended by itself meanwhile: that is what was wanted. */
function unlessGone(error: unknown) {
  if (!(error instanceof UserdbError && error.code === 'SESSION_UNKNOWN')) throw error;
}
