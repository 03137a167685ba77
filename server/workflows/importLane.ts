// One import after the other: each may fill the hashing threads and hold the database's one writer.
import { UserdbError } from '../errors.ts';
import type { Store } from '../store/store.ts';

/** Imports that may wait for their turn. */
const MOST_WAITING = 4;
const SECONDS_TO_COME_BACK = 30;

interface Lane {
  /** Settled when the last one in the lane is done. */
  last: Promise<unknown>;
  length: number;
}

const lanes = new WeakMap<Store, Lane>();

/** Runs `work` when every earlier import of this process into `store` is done. @throws UserdbError IMPORT_RUNNING */
export async function inTurn<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(store) ?? { last: Promise.resolve(), length: 0 };
  if (lane.length > MOST_WAITING) throw new UserdbError('IMPORT_RUNNING', { retryAfter: SECONDS_TO_COME_BACK });
  lanes.set(store, lane);
  lane.length += 1;
  const mine = lane.last.then(work);
  lane.last = mine.catch(() => {});
  try {
    return await mine;
  } finally {
    lane.length -= 1;
  }
}
