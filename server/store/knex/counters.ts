// rate_limits: how often in which window
import type { Knex } from 'knex';
import { secondsAfter } from '../../time.ts';
import type { Counters } from '../store.ts';

export function countersIn(db: Knex): Counters {
  const rows = () => db<{ key: string; count: number; ends_at: number }>('rate_limits');

  return {
    async hit(key, seconds, now) {
      const over = db.raw('rate_limits.ends_at <= ?', [now.getTime()]);
      const [row] = await rows()
        .insert({ key, count: 1, ends_at: secondsAfter(now, seconds).getTime() })
        .onConflict('key')
        .merge({
          count: db.raw('case when ? then 1 else rate_limits.count + 1 end', [over]),
          ends_at: db.raw('case when ? then excluded.ends_at else rate_limits.ends_at end', [over]),
        })
        .returning(['count', 'ends_at']);
      if (!row) throw new Error('an upsert returned no row');
      return { count: row.count, endsAt: new Date(Number(row.ends_at)) };
    },

    async clear(key) {
      await rows().where({ key }).delete();
    },

    async removeEnded(now) {
      await rows().where('ends_at', '<=', now.getTime()).delete();
    },
  };
}
