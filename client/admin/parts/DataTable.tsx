// A list as a table, and as cards where there is no room for one: sorting in its header, pages below.

import { type ReactNode, useId, useRef } from 'react';
import { describeError } from '../../hooks/describeError.ts';
import { useAdminMessages } from '../useAdminMessages.ts';
import { Pager } from './Pager.tsx';
import type { ListApi } from './useList.ts';
import type { Selection } from './useSelection.ts';

export interface Column<Row> {
  key: string;
  title: string;
  /** The name of the order on the server, where it can be sorted by. */
  sort?: string;
  cell(row: Row): ReactNode;
}

export interface DataTableProps<Row> {
  /** Stable: it is in the names of the parts. */
  part: string;
  /** Names the table. */
  caption: string;
  /** The first one names the row. */
  columns: readonly Column<Row>[];
  list: ListApi<Row>;
  rowKey(row: Row): string;
  rowName(row: Row): string;
  selection?: Selection<Row>;
  actions?(row: Row): ReactNode;
  /** In place of the rows, where there are none. */
  empty: ReactNode;
  /** Above the table. */
  toolbar?: ReactNode;
  /** How many there are, in words: "37 users found". */
  found?(total: number): string;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { part, caption, columns, list, rowKey, rowName, selection, actions, empty, toolbar, found } = props;
  const { t } = useAdminMessages();
  const id = useId();
  const said = useRef<HTMLParagraphElement>(null);
  const { rows, status, error, total } = list;
  const never = status === 'loading' && rows.length === 0;

  function again() {
    // The button goes, and what comes of it is said there.
    said.current?.focus();
    list.refresh();
  }

  return (
    <div className="udb-list" data-udb-part={part}>
      <div className="udb-bar udb-summary">
        <p className="udb-status" role="status" ref={said} tabIndex={-1} data-udb-part={`${part}-status`}>
          {status === 'ready' && (found?.(total) ?? t('admin.list.found', { n: total }))}
          {never && t('pending.loading')}
        </p>
        {toolbar}
      </div>
      <div className="udb-alert" role="alert" data-state={error ? 'error' : 'none'} data-udb-part={`${part}-alert`}>
        {error && (
          <>
            {describeError(t, error)}
            <button className="udb-button-quiet" type="button" onClick={again}>
              {t('error.again')}
            </button>
          </>
        )}
      </div>
      {rows.length > 0 && (
        <table
          className="udb-table"
          aria-busy={status === 'loading' || undefined}
          aria-rowcount={total + 1}
          data-udb-part={`${part}-table`}
        >
          <caption className="udb-sr">{caption}</caption>
          <thead className="udb-thead">
            <tr className="udb-tr-head">
              {selection && (
                <th className="udb-th" scope="col">
                  <PageCheck rows={rows} rowKey={rowKey} selection={selection} label={t('admin.list.selectPage')} />
                </th>
              )}
              {columns.map((column) => (
                <Header key={column.key} column={column} list={list} part={part} />
              ))}
              {actions && (
                <th className="udb-th" scope="col">
                  <span className="udb-sr">{t('admin.list.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody className="udb-tbody">
            {rows.map((row) => {
              const key = rowKey(row);
              const ticked = selection?.has(key) ?? false;
              return (
                <tr key={key} className="udb-tr" data-state={ticked ? 'selected' : undefined}>
                  {selection && (
                    <td className="udb-td udb-td-check">
                      <input
                        className="udb-check"
                        type="checkbox"
                        checked={ticked}
                        aria-label={t('admin.list.select', { name: rowName(row) })}
                        onChange={(event) => selection.set([row], event.target.checked)}
                      />
                    </td>
                  )}
                  {columns.map(({ key: name, title, cell }, index) =>
                    index === 0 ? (
                      <th key={name} className="udb-td udb-td-name" scope="row" id={`${id}-${key}`}>
                        {cell(row)}
                      </th>
                    ) : (
                      <td key={name} className="udb-td" data-label={title}>
                        {cell(row)}
                      </td>
                    ),
                  )}
                  {actions && <td className="udb-td udb-td-actions">{actions(row)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {rows.length === 0 && status === 'ready' && empty}
      {(total > 10 || list.query.page > 1) && <Pager list={list} part={part} />}
    </div>
  );
}

interface HeaderProps<Row> {
  column: Column<Row>;
  list: ListApi<Row>;
  part: string;
}

function Header<Row>({ column: { key, title, sort }, list, part }: HeaderProps<Row>) {
  if (!sort) {
    return (
      <th className="udb-th udb-th-plain" scope="col">
        {title}
      </th>
    );
  }
  const { query, setQuery } = list;
  const sorted = query.sort === sort;
  const ascending = sorted && query.dir === 'asc';
  return (
    <th className="udb-th" scope="col" aria-sort={sorted ? (ascending ? 'ascending' : 'descending') : undefined}>
      <button
        className="udb-sort"
        type="button"
        onClick={() => setQuery({ sort, dir: ascending ? 'desc' : 'asc' })}
        data-udb-part={`${part}-sort-${key}`}
      >
        {title}
        <svg className="udb-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          {sorted && <path d={ascending ? 'm4 10 4-4 4 4' : 'm4 6 4 4 4-4'} />}
        </svg>
      </button>
    </th>
  );
}

interface PageCheckProps<Row> {
  rows: readonly Row[];
  rowKey(row: Row): string;
  selection: Selection<Row>;
  label: string;
}

/** Ticks all rows of the page, and shows when only some of them are. */
function PageCheck<Row>({ rows, rowKey, selection, label }: PageCheckProps<Row>) {
  const ticked = rows.filter((row) => selection.has(rowKey(row))).length;
  return (
    <input
      className="udb-check"
      type="checkbox"
      checked={ticked === rows.length}
      ref={(element) => {
        if (element) element.indeterminate = ticked > 0 && ticked < rows.length;
      }}
      aria-label={label}
      onChange={(event) => selection.set(rows, event.target.checked)}
    />
  );
}
