// What happened, to whom and by whom: searched, narrowed, page by page, and as a file.

import { useEffect, useId, useRef } from 'react';
import type { AuditEvent } from '../adminWire.ts';
import { When } from '../forms/When.tsx';
import { eventText, typeText, whoDid, whomItHit } from './eventWords.ts';
import { Combobox } from './parts/Combobox.tsx';
import { type Column, DataTable } from './parts/DataTable.tsx';
import { Empty } from './parts/Empty.tsx';
import { Notices, useNotices } from './parts/Notices.tsx';
import { Root } from './parts/Root.tsx';
import { SearchField } from './parts/SearchField.tsx';
import { useAdminMessages } from './useAdminMessages.ts';
import { type AuditTrailOptions, useAuditTrail } from './useAuditTrail.ts';
import { useEventsFile } from './useEventsFile.ts';

export interface AuditTrailProps extends AuditTrailOptions {}

/** Nothing where the server keeps none. */
export function AuditTrail(props: AuditTrailProps) {
  const { t } = useAdminMessages();
  const list = useAuditTrail(props);
  const notices = useNotices();
  const file = useEventsFile(list.question, notices);
  const { query, setQuery } = list;
  if (list.absent) return null;

  const columns: Column<AuditEvent>[] = [
    { key: 'at', title: t('admin.audit.at'), sort: 'at', cell: ({ at }) => <When time={at} /> },
    { key: 'what', title: t('admin.audit.what'), cell: (event) => eventText(t, event) },
    { key: 'whom', title: t('admin.audit.whom'), cell: (event) => whomItHit(event) || '–' },
    { key: 'who', title: t('admin.audit.who'), cell: (event) => whoDid(event) || '–' },
    {
      key: 'address',
      title: t('admin.audit.address'),
      cell: ({ address }) => <bdi className="udb-plain">{address ?? '–'}</bdi>,
    },
    { key: 'outcome', title: t('admin.audit.outcome'), cell: ({ outcome }) => t(`admin.audit.${outcome}`) },
  ];

  const isNarrowed = Boolean(query.q || query.type || query.from || query.to);
  return (
    <Root part="audit">
      <div className="udb-bar udb-filters">
        <SearchField label={t('admin.list.search')} value={query.q} onSearch={(q) => setQuery({ q })} part="audit" />
        <Combobox
          label={t('admin.audit.what')}
          value={String(query.type)}
          onChange={(type) => setQuery({ type })}
          options={[
            { value: '', label: t('admin.audit.all') },
            ...list.types.map((value) => ({ value, label: typeText(t, value) })),
          ]}
          complete
          part="audit-type"
          small
        />
        <Day label={t('admin.audit.from')} value={String(query.from)} onChange={(from) => setQuery({ from })} />
        <Day label={t('admin.audit.to')} value={String(query.to)} onChange={(to) => setQuery({ to })} />
        <button
          className="udb-button-quiet"
          type="button"
          aria-disabled={file.busy || undefined}
          onClick={file.make}
          data-udb-part="audit-csv"
        >
          {t('admin.audit.csv')}
        </button>
        <span className="udb-plain" role="status">
          {file.progress}
        </span>
      </div>
      <Notices of={notices} />
      <DataTable
        part="audit"
        caption={t('admin.audit.caption')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        rowName={({ type }) => typeText(t, type)}
        empty={
          <Empty text={t(isNarrowed ? 'admin.audit.none' : 'admin.audit.empty')} part="audit">
            {isNarrowed && (
              <button
                className="udb-button-quiet"
                type="button"
                onClick={({ currentTarget }) => {
                  // The button goes with what it clears.
                  currentTarget.closest('.udb-root')?.querySelector<HTMLElement>('[type=search]')?.focus();
                  setQuery({ q: '', type: '', from: '', to: '' });
                }}
              >
                {t('admin.list.clearSearch')}
              </button>
            )}
          </Empty>
        }
      />
    </Root>
  );
}

interface DayProps {
  label: string;
  /** As in ISO 8601; empty for none. */
  value: string;
  onChange(value: string): void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The address was changed from elsewhere; whoever types here is left in peace.
    if (input.current && input.current !== document.activeElement) input.current.value = value;
  }, [value]);
  return (
    <div className="udb-filter">
      <label className="udb-label" htmlFor={id}>
        {label}
      </label>
      <input
        className="udb-input"
        id={id}
        type="date"
        defaultValue={value}
        ref={input}
        // The year 2, while somebody types 2026, is nobody's question.
        onChange={({ target }) => (target.value === '' || target.value > '1000') && onChange(target.value)}
      />
    </div>
  );
}
