// What is done with the rows of a list: a form, a question before one is deleted, changes that show at once.

import { useRef, useState } from 'react';
import { refusalOf } from '../../hooks/hostHandlers.ts';
import { useAdminMessages } from '../useAdminMessages.ts';
import { type NoticesApi, useNotices } from './Notices.tsx';
import type { ListApi } from './useList.ts';

/** Gets what came of a form of the host. */
export type RowDone<Row> = (error: unknown, row?: Row) => void;

export interface ManagedOptions<Row> {
  list: ListApi<Row>;
  nameOf(row: Row): string;
  remove(row: Row): Promise<void>;
  /** How to take back what a form has saved, where that can be done. */
  undoOf?(before: Row, after: Row, managed: ManagedApi<Row>): (() => Promise<unknown>) | undefined;
  /** Open a form of the host, or its question, in place of ours. */
  onAdd?(done: RowDone<Row>): void;
  onModify?(row: Row, done: RowDone<Row>): void;
  onDelete?(row: Row, done: (yes: boolean) => void): void;
}

export interface ManagedApi<Row> {
  notices: NoticesApi;
  /** The dialog that is open. Without a row, the form is for a new one. */
  open: { is: 'form' | 'remove'; row: Row | null } | null;
  close(): void;
  add(): void;
  edit(row: Row): void;
  askToRemove(row: Row): void;
  remove(row: Row): Promise<void>;
  /** By our own form. */
  saved(row: Row): void;
  /** Shows a change at once. @throws UserdbError when it was refused, with the row as it was */
  show(row: Row, change: Partial<Row>, save: () => Promise<Row>): Promise<void>;
  /** Does something and says so, with a way back if there is one; or says why it could not be done. */
  tell(row: Row, said: string, work: () => Promise<unknown>, undo?: () => Promise<unknown>): Promise<void>;
  /** For the element around the table. */
  root: React.RefObject<HTMLDivElement | null>;
  /** The way back to a row that is gone leads to the one that has taken its place. */
  fallbackFocus(): HTMLElement | null;
}

export function useManaged<Row extends { id: string }>(options: ManagedOptions<Row>): ManagedApi<Row> {
  const { list, nameOf, onAdd, onModify, onDelete } = options;
  const { t } = useAdminMessages();
  const notices = useNotices();
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ManagedApi<Row>['open']>(null);
  const close = () => setOpen(null);

  function heard(before: Row | null): RowDone<Row> {
    return (error, row) => {
      if (error) return notices.fail(refusalOf(error));
      close();
      list.refresh();
      if (!row) return;
      list.patch(row.id, row);
      const said = t(before ? 'admin.users.saidSaved' : 'admin.users.saidAdded', { name: nameOf(row) });
      notices.say(said, before ? options.undoOf?.(before, row, api) : undefined, [row.id]);
    };
  }

  async function remove(row: Row) {
    await options.remove(row);
    close();
    list.patch(row.id, null);
    list.refresh();
    notices.say(t('admin.users.saidRemoved', { name: nameOf(row) }), undefined, [row.id]);
  }

  const api: ManagedApi<Row> = {
    notices,
    open,
    close,
    add: () => (onAdd ? onAdd(heard(null)) : setOpen({ is: 'form', row: null })),
    edit: (row) => (onModify ? onModify(row, heard(row)) : setOpen({ is: 'form', row })),
    askToRemove(row) {
      if (!onDelete) return setOpen({ is: 'remove', row });
      onDelete(row, (yes) => yes && remove(row).catch((error) => notices.fail(error, nameOf(row))));
    },
    remove,
    saved: (row) => heard(open?.row ?? null)(null, row),
    async show(row, change, save) {
      list.patch(row.id, change);
      try {
        list.patch(row.id, await save());
        notices.withdraw(row.id);
      } catch (error) {
        list.patch(row.id, row);
        throw error;
      }
    },
    async tell(row, said, work, undo) {
      notices.clear();
      try {
        await work();
        notices.say(said, undo, undo && [row.id]);
      } catch (error) {
        notices.fail(error, nameOf(row));
      }
    },
    root,
    fallbackFocus() {
      const menus = root.current?.querySelectorAll<HTMLElement>('tbody [aria-haspopup=menu]') ?? [];
      const index = list.rows.findIndex(({ id }) => id === open?.row?.id);
      return menus[Math.min(index, menus.length - 1)] ?? notices.region.current;
    },
  };
  return api;
}
