// The table of what has a name and a description: roles, accounts. A menu for each, a form for a new one.

import type { AdminAccount, AdminRole } from '../wire.ts';
import type { Column } from './parts/DataTable.tsx';
import { ManagedTable, type ManagedTableProps } from './parts/ManagedTable.tsx';
import type { MenuItem } from './parts/Menu.tsx';
import type { ListApi } from './parts/useList.ts';
import { type ManagedOptions, type RowDone, useManaged } from './parts/useManaged.ts';
import { UserStatus } from './UserStatus.tsx';
import { useAdminMessages } from './useAdminMessages.ts';

export type { RowDone };

type Described = AdminRole | AdminAccount;

interface Props<Row extends Described>
  extends Pick<ManagedOptions<Row>, 'remove' | 'onAdd' | 'onModify' | 'onDelete'>,
    Pick<ManagedTableProps<Row>, 'filters' | 'form' | 'warning' | 'confirmWord'> {
  kind: 'role' | 'account';
  list: ListApi<Row>;
  /** After the description. */
  columns?: readonly Column<Row>[];
  isFiltered?: boolean;
  setStatus(row: Row, status: Row['status']): Promise<Row>;
  /** Places to go to, in the menu of a row. */
  places(row: Row): MenuItem[];
  /** Why nothing can be done with a row, in a sentence. */
  whyNot?(row: Row): string | undefined;
  /** Without it there is no button. */
  canAdd: boolean;
}

export function DescribedTable<Row extends Described>(props: Props<Row>) {
  const { kind, columns = [], isFiltered, places, canAdd } = props;
  const { t } = useAdminMessages();
  const managed = useManaged<Row>({ ...props, nameOf });
  const part = `${kind}s` as const;

  function setStatus(row: Row, status: Row['status']) {
    const set = (before: Row, after: Row['status']) =>
      managed.show(before, { status: after } as Partial<Row>, () => props.setStatus(before, after));
    const said = `${row.name}: ${t.known(`admin.users.status.${status}`)}`;
    return managed.tell(
      row,
      said,
      () => set(row, status),
      () => set({ ...row, status }, row.status),
    );
  }

  function items(row: Row): MenuItem[] {
    const disabled = props.whyNot?.(row);
    const enabled = row.status === 'ENABLED';
    const toggle = () => void setStatus(row, enabled ? 'DISABLED' : 'ENABLED');
    return [
      { key: 'edit', label: t('admin.users.edit'), disabled, onSelect: () => managed.edit(row) },
      ...places(row),
      { key: 'status', label: t(enabled ? 'admin.users.disable' : 'admin.users.enable'), disabled, onSelect: toggle },
      {
        key: 'remove',
        label: t('admin.users.remove'),
        disabled,
        danger: true,
        onSelect: () => managed.askToRemove(row),
      },
    ];
  }

  return (
    <ManagedTable<Row>
      {...props}
      part={part}
      managed={managed}
      nameOf={nameOf}
      caption={t(`admin.${part}.caption`)}
      columns={[
        { key: 'name', title: t('admin.users.name'), sort: 'name', cell: nameOf },
        {
          key: 'description',
          title: t('admin.form.description'),
          sort: 'description',
          cell: ({ description }) => description || '–',
        },
        ...columns,
        {
          key: 'status',
          title: t('admin.users.status'),
          sort: 'status',
          cell: ({ status }) => <UserStatus status={status} />,
        },
      ]}
      items={items}
      found={(n) => t(`admin.${part}.found`, { n })}
      add={canAdd ? t(`admin.${kind}.new`) : undefined}
      empty={t(isFiltered ? 'admin.roles.none' : `admin.${part}.empty`)}
      danger={t(`admin.${kind}.danger`)}
    />
  );
}

function nameOf({ name }: Described) {
  return name;
}
