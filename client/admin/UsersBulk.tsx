// What can be done with all users that are ticked, how far it has come, and who could not be done.

import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { Tenants } from '../adminWire.ts';
import type { AdminUser } from '../wire.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { type BulkAction, bulkJob } from './bulkJobs.ts';
import { Menu } from './parts/Menu.tsx';
import type { NoticesApi } from './parts/Notices.tsx';
import { Toolbar } from './parts/Toolbar.tsx';
import type { Selection } from './parts/useSelection.ts';
import { RemoveConfirmModal } from './RemoveConfirmModal.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { type BulkJob, useBulk } from './useBulk.ts';
import type { Acting } from './userActions.ts';
import type { UserChangesApi } from './userChanges.ts';
import { roleNames } from './useTenants.ts';
import type { UserListApi } from './useUserList.ts';

interface Props {
  list: UserListApi;
  selection: Selection<AdminUser>;
  changes: UserChangesApi;
  notices: NoticesApi;
  acting: Acting;
  tenants: Tenants;
}

/** So many are read at a time, as many as the server gives. */
const PAGE = 1000;
/** To delete more than these, their number has to be typed. */
const FEW = 10;

export function UsersBulk(props: Props) {
  const { list, selection, changes, notices, acting, tenants } = props;
  const { t } = useAdminMessages();
  const admin = useAdmin();
  const [asking, setAsking] = useState(false);
  const bulk = useBulk<AdminUser>(t('admin.bulk.leave'), finished);
  const area = useRef<HTMLDivElement>(null);
  const { run } = bulk;
  const n = selection.count(list.total);

  // What was pressed is gone: the progress takes the focus, or what came of it.
  const running = run?.running ?? false;
  const ran = useRef(false);
  useEffect(() => {
    const { activeElement } = document;
    const lost = activeElement === document.body || area.current?.contains(activeElement);
    if (ran.current !== running && lost) (run ? area : notices.region).current?.focus();
    ran.current = running;
  }, [running, run, notices.region]);

  function finished({ undo, canUndo, summary }: BulkJob<AdminUser>, changed: readonly AdminUser[], failed: number) {
    const back = { title: t('admin.list.undo'), each: (user: AdminUser) => undo?.(user) ?? null };
    const done = changed.length;
    if (summary && (done > 0 || failed === 0)) {
      const isUndoable = undo && done > 0 && changed.every((user) => canUndo?.(user) ?? true);
      const ids = changed.map(({ id }) => id);
      notices.say(summary(done), isUndoable ? () => bulk.start(back, changed) : undefined, ids);
    }
    selection.clear();
    list.refresh();
  }

  /** All that are ticked, whatever page they are on, read before anything changes. */
  async function everyone(signal: AbortSignal) {
    const found: AdminUser[] = [];
    for (let total = 1; found.length < total; ) {
      const page = await admin.users.list({ ...list.question, offset: found.length, limit: PAGE }, { signal });
      if (page.rows.length === 0) break;
      found.push(...page.rows);
      total = page.total;
    }
    return found.filter(({ id }) => selection.has(id));
  }

  function start(action: BulkAction, role = '') {
    setAsking(false);
    notices.clear();
    const job = bulkJob(action, role, { t, admin, changes, acting, tenants });
    // As they are now: a row may have been changed since it was ticked.
    const ticked = [...selection.rows].map(([id, row]) => list.rows.find((one) => one.id === id) ?? row);
    bulk.start(job, selection.everything ? everyone : ticked).catch(notices.fail);
  }

  /** The button goes, the one beside it stays. */
  function selectEverything({ currentTarget }: MouseEvent) {
    (currentTarget.nextElementSibling as HTMLElement).focus();
    selection.selectEverything();
  }

  function clear() {
    const list = area.current?.closest('[data-udb-part="users"]');
    list?.querySelector<HTMLElement>('thead input')?.focus();
    selection.clear();
  }

  const names = roleNames(tenants, String(list.query.account));
  const button = (action: BulkAction) => (
    <button
      key={action}
      className={action === 'remove' ? 'udb-button-quiet udb-danger' : 'udb-button-quiet'}
      type="button"
      onClick={() => (action === 'remove' ? setAsking(true) : start(action))}
      data-udb-part={`users-bulk-${action}`}
    >
      {t(`admin.users.${action}`)}
    </button>
  );
  const roleMenu = (action: 'addRole' | 'removeRole') => {
    const label = t(`admin.users.${action}`);
    const items = names.map((name) => ({ key: name, label: name, onSelect: () => start(action, name) }));
    return names.length > 0 && <Menu label={label} text={label} items={items} part={`users-bulk-${action}`} />;
  };
  return (
    <div
      className="udb-bulk"
      data-state={run ? 'running' : undefined}
      ref={area}
      tabIndex={-1}
      data-udb-part="users-bulk"
    >
      {run && <BulkProgress bulk={bulk} run={run} />}
      {n > 0 && !running && (
        <Toolbar label={t('admin.bulk.label')} part="users-toolbar">
          <span className="udb-strong">{t('admin.bulk.selected', { n })}</span>
          {n >= list.rows.length && list.total > n && (
            <button className="udb-button-quiet" type="button" onClick={selectEverything}>
              {t('admin.bulk.everything', { n: list.total })}
            </button>
          )}
          {button('enable')}
          {button('disable')}
          {roleMenu('addRole')}
          {roleMenu('removeRole')}
          {button('invite')}
          {button('remove')}
          <button className="udb-button-quiet" type="button" onClick={clear}>
            {t('admin.bulk.clear')}
          </button>
        </Toolbar>
      )}
      <RemoveConfirmModal
        show={asking}
        title={t('admin.bulk.removeTitle', { n })}
        body={t('admin.users.removeText')}
        danger={t('admin.users.remove')}
        safe={t('admin.users.removeNo')}
        confirmWord={n > FEW ? String(n) : undefined}
        done={(yes) => (yes ? start('remove') : setAsking(false))}
        fallbackFocus={() => area.current}
      />
    </div>
  );
}
