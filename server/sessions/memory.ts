// Session records in this process: for one process, and gone with it.
import { type Clock, minute, secondsAfter } from '../time.ts';
import { readRecord, type SessionRecordKeeper } from './sessionStore.ts';

const SWEEP_EVERY = minute;

export function memoryKeeper(idleSeconds: number, clock: Clock): SessionRecordKeeper {
  const records = new Map<string, { json: string; expiresAt: Date }>();
  let sweepAt = secondsAfter(clock(), SWEEP_EVERY);

  function sweep(now: Date): void {
    if (now < sweepAt) return;
    for (const [id, { expiresAt }] of records) if (expiresAt <= now) records.delete(id);
    sweepAt = secondsAfter(now, SWEEP_EVERY);
  }

  return {
    async get(idHash) {
      const record = records.get(idHash);
      return record && record.expiresAt > clock() ? readRecord(record.json) : null;
    },
    async set(idHash, data) {
      const now = clock();
      sweep(now);
      records.set(idHash, { json: JSON.stringify(data), expiresAt: secondsAfter(now, idleSeconds) });
    },
    async touch(idHash) {
      const record = records.get(idHash);
      if (record && record.expiresAt > clock()) record.expiresAt = secondsAfter(clock(), idleSeconds);
    },
    async remove(idHash) {
      records.delete(idHash);
    },
  };
}
