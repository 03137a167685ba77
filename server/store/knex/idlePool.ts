// A pool that nobody uses keeps no process alive: a script ends when its work is done.
import type { Knex } from 'knex';

/** The part of Knex's pool (tarn) that looks for connections which have been idle for long, on a timer. */
interface Pool {
  on(event: 'startReaping', listener: () => void): void;
  interval: NodeJS.Timeout | null;
}

/** The timer goes on while the process has other things to do. */
export function letProcessEnd(db: Knex): void {
  const pool = db.client.pool as Pool;
  // The timer is set right after the event.
  pool.on('startReaping', () => queueMicrotask(() => pool.interval?.unref()));
}
