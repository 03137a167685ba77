// The columns of a file: what each is read as, with the first rows beside it, so that a mistake is seen.

import type { ImportReport } from '../../adminWire.ts';
import { DataTable } from '../parts/DataTable.tsx';
import type { StepProps } from './steps.ts';
import { usePages } from './usePages.ts';
import { Theirs } from './WrongCells.tsx';

const FIELDS = ['', 'givenName', 'surname', 'email', 'role', 'password', 'account'] as const;

interface Props extends StepProps {
  preview: ImportReport;
  columns: readonly string[];
  /** The rows say which account a user joins. */
  byName: boolean;
}

export function ImportColumns({ of, t, preview, columns, byName }: Props) {
  const { header, sample = [] } = preview;
  const nameOf = (column: number) => header?.[column] || t('admin.import.column', { n: column + 1 });

  function read(column: number, as: string) {
    // What is chosen here is no longer read there.
    of.set({ columns: columns.map((field, i) => (i === column ? as : field === as ? '' : field)) });
  }

  return (
    <DataTable<number>
      part="import-columns"
      caption={t('admin.import.columns')}
      columns={[
        { key: 'name', title: t('admin.import.inFile'), cell: (column) => <Theirs text={nameOf(column)} /> },
        {
          key: 'as',
          title: t('admin.import.readAs'),
          cell: (column) => (
            <select
              className="udb-input udb-input-small"
              value={columns[column]}
              aria-label={t('admin.import.readAsOf', { name: nameOf(column) })}
              onChange={({ target }) => read(column, target.value)}
              data-udb-part="import-column"
            >
              {FIELDS.slice(0, byName ? 7 : 6).map((field) => (
                <option key={field} value={field}>
                  {t(field ? `admin.import.field.${field}` : 'admin.import.notRead')}
                </option>
              ))}
            </select>
          ),
        },
        {
          key: 'sample',
          title: t('admin.import.sample'),
          cell: (column) => <Theirs text={sample.map((cells) => cells[column] || '–').join(' · ')} />,
        },
      ]}
      list={usePages([...columns.keys()], of.checking)}
      rowKey={String}
      rowName={nameOf}
      empty={null}
      found={() => t('admin.import.columns')}
    />
  );
}
