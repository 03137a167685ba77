// How far an action for many users has come, and afterwards who could not be done, and why.

import { useId } from 'react';
import { describeError } from '../hooks/describeError.ts';
import type { AdminUser } from '../wire.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import type { BulkApi, BulkRun } from './useBulk.ts';

/** Of those that failed: more do not help anybody. */
const MOST = 50;

export function BulkProgress({ bulk, run }: { bulk: BulkApi<AdminUser>; run: BulkRun<AdminUser> }) {
  const { t } = useAdminMessages();
  const id = useId();
  const { job, done, total, failures, running } = run;
  if (running) {
    return (
      <div className="udb-bar">
        <label className="udb-plain" htmlFor={id}>
          {job.title}
        </label>
        <progress className="udb-progress" id={id} max={total || undefined} value={total ? done : undefined} />
        {total > 0 && <span className="udb-plain">{t('admin.bulk.progress', { n: done, total })}</span>}
        <button className="udb-button-quiet" type="button" onClick={bulk.stop}>
          {t('admin.bulk.stop')}
        </button>
      </div>
    );
  }
  const n = failures.length;
  return (
    <div className="udb-alert" data-state="error" data-udb-part="users-bulk-failed">
      <p className="udb-strong" role="alert">
        {t('admin.bulk.failed', { n })}
      </p>
      <ul className="udb-rules-list">
        {failures.slice(0, MOST).map(({ row, reason }) => (
          <li className="udb-plain" key={row.id}>
            {row.fullName}: {describeError(t, reason)}
          </li>
        ))}
        {n > MOST && <li className="udb-plain">{t('admin.bulk.more', { n: n - MOST })}</li>}
      </ul>
      <div className="udb-bar">
        <button
          className="udb-button-quiet"
          type="button"
          onClick={() =>
            void bulk.start(
              job,
              failures.map(({ row }) => row),
            )
          }
          data-udb-part="users-bulk-again"
        >
          {t('admin.bulk.again')}
        </button>
        <button className="udb-button-quiet" type="button" onClick={bulk.dismiss}>
          {t('admin.list.dismiss')}
        </button>
      </div>
    </div>
  );
}
