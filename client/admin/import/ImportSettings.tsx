// How a file is read, and what becomes of its users.

import { useId } from 'react';
import { Combobox } from '../parts/Combobox.tsx';
import { useAdmin } from '../useAdmin.ts';
import { useLoaded } from '../useLoaded.ts';
import type { StepProps } from './steps.ts';

/** @param hasAccount  a super-admin may say which one the users join */
export function ImportSettings({ of, t, hasAccount }: StepProps & { hasAccount: boolean }) {
  const admin = useAdmin();
  const accounts = useLoaded(hasAccount ? 'accounts' : null, (signal) => admin.accounts.choices('', { signal }));
  const inFile = { value: '', label: t('admin.import.accountInFile') };
  // A guess, until the preview has it.
  const header = of.header === 'auto' ? !of.current || of.preview?.header !== null : of.header;
  return (
    <div className="udb-outcome">
      {hasAccount && (
        <Combobox
          label={t('admin.users.account')}
          value={of.accountId}
          onChange={(accountId) => of.set({ accountId })}
          options={[inFile, ...(accounts.value?.options ?? [])]}
          complete={accounts.value?.complete ?? true}
          search={async (q, signal) => [inFile, ...(await admin.accounts.choices(q, { signal })).options]}
          part="import-account"
        />
      )}
      <Tick
        label={t('admin.import.header')}
        help={t('admin.import.headerHelp')}
        checked={header}
        onChange={(header) => of.set({ header })}
        part="import-header"
      />
      <Tick
        label={t('admin.import.quiet')}
        help={t('admin.import.quietHelp')}
        checked={of.quiet}
        onChange={(quiet) => of.set({ quiet })}
        part="import-quiet"
      />
    </div>
  );
}

interface TickProps {
  label: string;
  help: string;
  checked: boolean;
  onChange(checked: boolean): void;
  part: string;
}

function Tick({ label, help, checked, onChange, part }: TickProps) {
  const id = useId();
  return (
    <div className="udb-plain">
      <label className="udb-check-label">
        <input
          className="udb-check"
          type="checkbox"
          checked={checked}
          aria-describedby={id}
          onChange={({ target }) => onChange(target.checked)}
          data-udb-part={part}
        />
        {label}
      </label>
      <p className="udb-help" id={id}>
        {help}
      </p>
    </div>
  );
}
