// What is wrong in a file, cell by cell: the line, the field, what is there, and why it cannot be taken.

import type { ImportReport } from '../../adminWire.ts';
import { DataTable } from '../parts/DataTable.tsx';
import type { StepProps } from './steps.ts';
import { usePages } from './usePages.ts';

type Cell = ImportReport['wrong'][number];

export function WrongCells({ t, number, wrong }: StepProps & { wrong: readonly Cell[] }) {
  const lineOf = ({ line }: Cell) => (
    <>
      {t('admin.import.line')} {number(line)}
    </>
  );
  return (
    <DataTable<Cell>
      part="import-wrong"
      caption={t('admin.import.wrongCaption')}
      columns={[
        { key: 'line', title: t('admin.import.line'), cell: lineOf },
        { key: 'field', title: t('admin.import.field'), cell: ({ field }) => t.known(`admin.import.field.${field}`) },
        // A password is told to nobody.
        { key: 'value', title: t('admin.import.value'), cell: ({ value }) => <Theirs text={value ?? '••••'} /> },
        { key: 'why', title: t('admin.import.why'), cell: ({ reason }) => <Theirs text={reason} /> },
      ]}
      list={usePages(wrong)}
      rowKey={({ line, field, reason }) => `${line} ${field} ${reason}`}
      rowName={String}
      empty={null}
      found={(n) => t('admin.import.wrongFound', { n: number(n) })}
    />
  );
}

/** What somebody else has written, in whatever direction they write. */
export function Theirs({ text }: { text: string }) {
  return (
    <bdi className="udb-plain" data-from-server>
      {text || '–'}
    </bdi>
  );
}
