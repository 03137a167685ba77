// What is to be imported and how, and, once the server has looked at it, what would come of it.

import { type ReactNode, useId, useRef } from 'react';
import { useClient } from '../../hooks/useClient.ts';
import { FailedRows } from './FailedRows.tsx';
import { FilePicker } from './FilePicker.tsx';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportSettings } from './ImportSettings.tsx';
import { REQUIRED } from './importRun.ts';
import type { StepProps } from './steps.ts';
import { WrongCells } from './WrongCells.tsx';

interface Props extends StepProps {
  /** A super-admin may say which one the users join. */
  hasAccount: boolean;
  /** Beside the other buttons. */
  children?: ReactNode;
}

export function Plan(props: Props) {
  const { of, t, number, hasAccount } = props;
  const { preview, current, checking } = of;
  const client = useClient();
  const id = useId();
  const verdict = useRef<HTMLParagraphElement>(null);
  const { rows = 0, created = 0, changed = 0, unchanged = 0, refused = 0, invited = 0, duplicates = 0 } = preview ?? {};
  const byName = hasAccount && !of.accountId;
  // As chosen, for every column that there is; an account only where it is read.
  const columns = (preview?.columns ?? []).map((field, i) => {
    const chosen = of.columns === 'auto' ? field : (of.columns[i] ?? '');
    return chosen === 'account' && !byName ? '' : chosen;
  });
  const lacks = preview ? REQUIRED.filter((field) => !columns.includes(field)) : [];
  const good = rows - refused;
  const isRead = current && lacks.length === 0;
  const isReady = isRead && refused === 0 && good > 0;
  /** Nothing is known of the file as it is to be read now, and nobody is asking. */
  const mayCheck = !current && !checking && lacks.length === 0;
  const counts = { created, existing: changed + unchanged, changed, refused, duplicates, invited };

  function judge() {
    if (lacks.length > 0) {
      return t('admin.import.lacks', {
        fields: lacks.map((field) => t.known(`admin.import.field.${field}`)).join(', '),
      });
    }
    if (!isRead) return '';
    if (good === 0) return t('admin.import.allWrong');
    if (refused > 0) return t('admin.import.wrong', { n: number(refused) });
    return t(created + changed + invited > 0 ? 'admin.import.ready' : 'admin.import.nothingNew');
  }

  function goOn() {
    if (mayCheck) of.check();
    else if (isReady) of.start(false);
    else verdict.current?.focus();
  }

  return (
    <>
      {!preview && (
        <p className="udb-text">
          {t('admin.import.intro')}{' '}
          <a className="udb-link" href={client.uri('usersExample')} download data-udb-part="import-example">
            {t('admin.import.example')}
          </a>
        </p>
      )}
      <FilePicker {...props} />
      <ImportSettings {...props} />
      {checking && <ImportProgress {...props} />}
      <p
        className="udb-strong udb-outcome"
        id={id}
        role="status"
        tabIndex={-1}
        ref={verdict}
        data-udb-part="import-verdict"
      >
        {judge()}
      </p>
      {preview && <ImportColumns {...props} preview={preview} columns={columns} byName={byName} />}
      {preview && isRead && (
        <>
          <dl className="udb-bar" data-udb-part="import-counts">
            {(Object.keys(counts) as (keyof typeof counts)[]).map((name) => (
              <div key={name} className="udb-count">
                <dt className="udb-help">{t(`admin.import.count.${name}`)}</dt>
                <dd className="udb-title">{number(counts[name])}</dd>
              </div>
            ))}
          </dl>
          {refused > 0 && <WrongCells {...props} wrong={preview.wrong} />}
          <FailedRows {...props} report={preview} />
        </>
      )}
      <div className="udb-buttons">
        {props.children}
        {isRead && refused > 0 && good > 0 && (
          <button
            className="udb-button-quiet"
            type="button"
            onClick={() => of.start(true)}
            data-udb-part="import-partial"
          >
            {t('admin.import.partial', { n: number(good) })}
          </button>
        )}
        <button
          className="udb-button"
          type="button"
          aria-disabled={mayCheck || isReady ? undefined : true}
          aria-describedby={id}
          onClick={goOn}
          data-udb-part={preview && !mayCheck ? 'import-start' : 'import-check'}
        >
          {t(!preview ? 'admin.import.check' : mayCheck ? 'admin.import.again' : 'admin.import.start')}
        </button>
      </div>
    </>
  );
}
