// Which account something new belongs to: for a super-admin, who may choose.

import { FieldError, type FieldProps } from '../forms/TextField.tsx';
import { LoadError } from './LoadError.tsx';
import { Combobox } from './parts/Combobox.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { useLoaded } from './useLoaded.ts';

interface Props extends FieldProps {
  value: string;
  onChange(accountId: string): void;
}

export function AccountField({ form, name, value, onChange }: Props) {
  const admin = useAdmin();
  const { t } = useAdminMessages();
  const field = form.field(name);
  const choices = useLoaded('accounts', (signal) => admin.accounts.choices('', { signal }));
  const loading = [{ value, label: t('pending.loading') }];
  return (
    <div id={field.id} tabIndex={-1} className="udb-outcome">
      <FieldError form={form} field={field} />
      <LoadError {...choices} />
      <Combobox
        label={field.label}
        name={name}
        value={value}
        onChange={onChange}
        options={choices.value?.options ?? loading}
        complete={choices.value?.complete ?? true}
        search={async (q, signal) => (await admin.accounts.choices(q, { signal })).options}
        part={`${form.name}-input-${name}`}
      />
    </div>
  );
}
