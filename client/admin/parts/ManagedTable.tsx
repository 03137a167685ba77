// A list to administer: search and filters above, news, the table with a menu for each row, the form and the question.

import type { ReactNode } from 'react';
import type { AdminMessageKey } from '../../messages/admin/en.ts';
import { RemoveConfirmModal } from '../RemoveConfirmModal.tsx';
import { useAdminMessages } from '../useAdminMessages.ts';
import { type Column, DataTable } from './DataTable.tsx';
import { Dialog } from './Dialog.tsx';
import { Menu, type MenuItem } from './Menu.tsx';
import { Notices } from './Notices.tsx';
import { Root } from './Root.tsx';
import { SearchField } from './SearchField.tsx';
import type { ListApi } from './useList.ts';
import type { ManagedApi, ManagedOptions } from './useManaged.ts';
import type { Selection } from './useSelection.ts';

export interface ManagedTableProps<Row> extends Pick<ManagedOptions<Row>, 'nameOf'> {
  /** Stable: it is in the names of the parts. */
  part: string;
  list: ListApi<Row>;
  managed: ManagedApi<Row>;
  /** Names the table. */
  caption: string;
  columns: readonly Column<Row>[];
  found(total: number): string;
  items(row: Row): MenuItem[];
  /** The label of the search. */
  search?: string;
  /** Besides the search. */
  filters?: ReactNode;
  /** What the button for a new one says; without it there is none. */
  add?: string;
  /** Beside that button. */
  addExtra?: ReactNode;
  /** What the list is, where it is empty. */
  empty: string;
  /** That nothing was found, with a place for `q`. */
  noMatch?: AdminMessageKey;
  /** The filters of the address that narrow the list. */
  narrowedBy?: readonly string[];
  selection?: Selection<Row>;
  bulk?: ReactNode;
  wide?: boolean;
  form(options: { value: Row | null; onSaved(row: Row): void; onCancel(): void }): ReactNode;
  /** What happens when it is deleted. */
  warning(row: Row): ReactNode;
  /** Has to be typed to delete it. */
  confirmWord?(row: Row): string;
  /** The verb of deleting. */
  danger: string;
}

export function ManagedTable<Row extends { id: string }>(props: ManagedTableProps<Row>) {
  const { part, list, managed, nameOf, search, filters, add, addExtra, empty, narrowedBy = [], selection } = props;
  const { t } = useAdminMessages();
  const { query, setQuery } = list;
  const { open, close, fallbackFocus } = managed;
  const row = open?.row ?? null;
  const name = row ? nameOf(row) : '';
  const clean = Object.fromEntries(['q', ...narrowedBy].map((filter) => [filter, '']));
  const isNarrowed = Object.keys(clean).some((filter) => query[filter]);

  function clear() {
    // The button goes with what it clears.
    managed.root.current?.querySelector<HTMLElement>('[type=search]')?.focus();
    setQuery(clean);
  }

  const quiet = (text: string, onClick: () => void, action: string) => (
    <button className="udb-button-quiet" type="button" onClick={onClick} data-udb-part={`${part}-${action}`}>
      {text}
    </button>
  );
  const adding = (
    <>
      {add && quiet(add, managed.add, 'add')}
      {addExtra}
    </>
  );
  const none = query.q
    ? t(props.noMatch ?? 'admin.list.noMatch', { q: query.q })
    : isNarrowed
      ? t('admin.list.noneSuch')
      : empty;

  return (
    <Root part={part}>
      <div className="udb-outcome" ref={managed.root}>
        <div className="udb-bar udb-filters">
          <SearchField
            label={search ?? t('admin.list.search')}
            value={query.q}
            onSearch={(q) => setQuery({ q })}
            part={part}
          />
          {filters}
          {adding}
        </div>
        <Notices of={managed.notices} />
        <DataTable
          part={part}
          caption={props.caption}
          columns={props.columns}
          list={list}
          rowKey={({ id }) => id}
          rowName={nameOf}
          selection={selection}
          toolbar={props.bulk}
          actions={(one) => (
            <Menu
              label={t('admin.list.actionsFor', { name: nameOf(one) })}
              items={props.items(one)}
              part={`${part}-menu`}
            />
          )}
          found={props.found}
          empty={
            <div className="udb-empty" data-udb-part={`${part}-empty`}>
              <p className="udb-text">{none}</p>
              <div className="udb-bar">
                {isNarrowed
                  ? quiet(t(query.q ? 'admin.list.clearSearch' : 'admin.list.clearFilters'), clear, 'clear')
                  : adding}
              </div>
            </div>
          }
        />
      </div>
      <Dialog
        open={open?.is === 'form'}
        part={part}
        title={row ? t('admin.users.editTitle', { name }) : add}
        onClose={close}
        fallbackFocus={fallbackFocus}
        wide={props.wide}
      >
        {props.form({ value: row, onSaved: managed.saved, onCancel: close })}
      </Dialog>
      {open?.is === 'remove' && row && (
        <RemoveConfirmModal
          show
          title={t('admin.users.removeTitle', { name })}
          body={props.warning(row)}
          confirmWord={props.confirmWord?.(row)}
          danger={props.danger}
          safe={t('admin.users.removeNo')}
          done={(yes) => (yes ? managed.remove(row) : close())}
          fallbackFocus={fallbackFocus}
        />
      )}
    </Root>
  );
}
