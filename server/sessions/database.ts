// Session records in the database that the users are in.
import type { Store } from '../store/store.ts';
import { type Clock, secondsAfter } from '../time.ts';
import { readRecord, type SessionRecordKeeper } from './sessionStore.ts';

export function databaseKeeper({ sessionRecords }: Store, idleSeconds: number, clock: Clock): SessionRecordKeeper {
  const expiry = () => secondsAfter(clock(), idleSeconds);
  return {
    async get(idHash) {
      const json = await sessionRecords.get(idHash, clock());
      return json === null ? null : readRecord(json);
    },
    set: (idHash, data) => sessionRecords.set(idHash, JSON.stringify(data), expiry()),
    touch: (idHash) => sessionRecords.touch(idHash, expiry()),
    remove: (idHash) => sessionRecords.remove(idHash),
  };
}
