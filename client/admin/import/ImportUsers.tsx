// Users from a file, in three steps: the file, what it would do, and doing it. Loaded when somebody wants it.

import { useEffect, useRef } from 'react';
import type { ImportReport } from '../../adminWire.ts';
import { describeError } from '../../hooks/describeError.ts';
import { useMessages } from '../../hooks/useMessages.ts';
import { importWords } from '../../messages/admin/importWords.ts';
import { type AdminLabels, adminWords } from '../useAdminMessages.ts';
import { useWho } from '../useWho.ts';
import { FailedRows } from './FailedRows.tsx';
import { FilePicker } from './FilePicker.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { Plan } from './Plan.tsx';
import type { StepProps } from './steps.ts';
import { useUserImport } from './useUserImport.ts';

export interface ImportUsersProps {
  /** The account that all users join. Without it, a super-admin may choose. */
  accountId?: string;
  /** The import has come to its end. */
  onImported?(report: ImportReport): void;
  /** Words for this one. */
  labels?: AdminLabels;
}

export interface Props extends ImportUsersProps {
  headingLevel: 2 | 3;
  /** Of the dialog around it. */
  onClose?(): void;
}

const WORDS = { ...adminWords, ...importWords };

export default function ImportUsers({ accountId, onImported, labels, headingLevel, onClose }: Props) {
  const { t, locale } = useMessages(labels, WORDS);
  const { isSuperAdmin } = useWho();
  const of = useUserImport({ accountId });
  const { step, result, error } = of;
  const props: StepProps = { of, t, number: new Intl.NumberFormat(locale).format };
  const heading = useFocusOn(step);
  const Heading = `h${headingLevel}` as const;

  const told = useRef(onImported);
  useEffect(() => {
    told.current = onImported;
  });
  useEffect(() => {
    if (result) told.current?.(result);
  }, [result]);

  function alertText() {
    if (!error) return null;
    if (of.uncertain) return t(error.code === 'ABORTED' ? 'admin.import.cancelled' : 'admin.import.lost');
    return describeError(t, error, { seconds: error.retryAfter ?? 60 });
  }

  const close = onClose && (
    <button className="udb-button-quiet" type="button" onClick={onClose} data-udb-part="import-close">
      {t('admin.import.close')}
    </button>
  );

  return (
    <>
      <Heading
        className="udb-title udb-outcome"
        tabIndex={-1}
        ref={heading}
        data-autofocus={onClose && true}
        data-udb-part="import-step"
      >
        {result ? outcome(props, result) : t(`admin.import.step.${step}`)}
      </Heading>
      <div className="udb-alert" role="alert" data-state={error ? 'error' : 'none'} data-udb-part="import-alert">
        {alertText()}
      </div>
      {step === 'running' ? (
        <>
          <ImportProgress {...props} />
          <p className="udb-text">{t('admin.import.mayLeave')}</p>
        </>
      ) : result ? (
        <Result {...props} report={result} />
      ) : (
        <Plan {...props} hasAccount={isSuperAdmin && !accountId}>
          {close}
        </Plan>
      )}
      {step !== 'file' && step !== 'preview' && close && <div className="udb-buttons">{close}</div>}
    </>
  );
}

/** "1,180 created, 3 skipped, 2 failed". */
function outcome({ t, number }: StepProps, { created, changed, unchanged, refused }: ImportReport) {
  const counts = Object.entries({ created, changed, skipped: unchanged, failed: refused });
  const said = counts.filter(([name, n]) => n > 0 || name !== 'changed');
  return said.map(([name, n]) => t.known(`admin.import.done.${name}`, { n: number(n) })).join(', ');
}

function Result({ report, ...props }: StepProps & { report: ImportReport }) {
  const { of, t, number } = props;
  const { created, changed, refused, invited } = report;
  return (
    <>
      <p className="udb-text">
        {t(created + changed > 0 ? 'admin.import.doneText' : 'admin.import.nothingNew')}{' '}
        {invited > 0 && t('admin.import.invited', { n: number(invited) })}
      </p>
      <FailedRows {...props} report={report} />
      {refused > 0 && <FilePicker {...props} />}
      <div className="udb-bar">
        <button className="udb-button-quiet" type="button" onClick={of.reset} data-udb-part="import-reset">
          {t('admin.import.another')}
        </button>
      </div>
    </>
  );
}

/** Each step begins at its heading; the first one too where a dialog is waiting for it. */
function useFocusOn(step: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    const { current } = heading;
    if (shown.current !== step || document.activeElement === current?.closest('dialog')) current?.focus();
    shown.current = step;
  }, [step]);
  return heading;
}
