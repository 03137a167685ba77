// The way to a file with the rows that were refused.

import type { ImportReport } from '../../adminWire.ts';
import { download } from '../csv.ts';
import { failedRowsFile } from './failedRowsFile.ts';
import type { StepProps } from './steps.ts';

export function FailedRows({ of, t, number, report }: StepProps & { report: ImportReport }) {
  const { file, preview } = of;
  const { failed = [], refused } = report;
  if (failed.length === 0) return null;

  function save() {
    const says = ({ line, reason }: (typeof failed)[number]) => `${t('admin.import.line')} ${line}: ${reason}`;
    // `staff.xlsx`: `staff-failed.csv`.
    const name = file?.name.replace(/\.[^.]*$/, '-failed.csv') ?? '';
    download(name, failedRowsFile(failed, preview ?? report, t('admin.import.why'), says));
  }

  return (
    <div className="udb-plain">
      <button className="udb-button-quiet" type="button" onClick={save} data-udb-part="import-failed">
        {t('admin.import.download')}
      </button>
      <p className="udb-help">
        {t('admin.import.downloadHelp')}{' '}
        {failed.length < refused && t('admin.import.downloadPart', { n: number(failed.length) })}
      </p>
    </div>
  );
}
