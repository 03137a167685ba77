// The roles of a user: all there are to tick, or with very many those that are chosen and a box to find more.

import { useState } from 'react';
import { FieldError, type FieldProps } from '../forms/TextField.tsx';
import type { FormValues } from '../hooks/formTypes.ts';
import { LoadError } from './LoadError.tsx';
import { Combobox } from './parts/Combobox.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { useLoaded } from './useLoaded.ts';

/** More are not to be read one by one. */
const MANY = 200;

/** Before the name of a role, in the name of its box. */
const PREFIX = 'role:';

export function tickedRoles(values: FormValues): string[] {
  return Object.keys(values)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
}

export function tickRoles(form: HTMLFormElement, names: readonly string[]) {
  for (const box of form.querySelectorAll<HTMLInputElement>(`[name^="${PREFIX}"]`)) {
    box.checked = names.includes(box.name.slice(PREFIX.length));
  }
}

interface Props extends FieldProps {
  /** Whose roles there are; empty: not known yet. */
  accountId: string;
  /** Those that are ticked from the start. */
  chosen: readonly string[];
  /** Those that are shown besides, however many there are. */
  others: readonly string[];
  /** Not to be given by who is here. */
  except?: string;
}

export function RolesField({ form, name, accountId, chosen, others, except }: Props) {
  const admin = useAdmin();
  const { t } = useAdminMessages();
  const [added, setAdded] = useState<readonly string[]>([]);
  const field = form.field(name);
  const loaded = useLoaded(accountId || null, (signal) => admin.accounts.roles(accountId, { signal }));

  const { value, error } = loaded;
  const known = (value ?? []).map((role) => role.name).filter((role) => role !== except);
  const few = known.length <= MANY;
  const shown = [...new Set([...chosen, ...others, ...(few ? known : added)])].sort();
  const hint = value ? shown.length === 0 && t('admin.user.noRoles') : accountId && !error && t('pending.loading');
  return (
    <fieldset
      className="udb-field udb-fieldset"
      id={field.id}
      tabIndex={-1}
      data-udb-part={`${form.name}-field-${name}`}
    >
      <legend className="udb-label">{field.label}</legend>
      <FieldError form={form} field={field} />
      {hint && <p className="udb-help">{hint}</p>}
      <LoadError {...loaded} />
      <div className="udb-checks">
        {shown.map((role) => (
          <label key={`${accountId} ${role}`} className="udb-check-label">
            <input
              className="udb-check"
              type="checkbox"
              name={PREFIX + role}
              defaultChecked={chosen.includes(role) || added.includes(role)}
            />
            <span className="udb-plain">{role}</span>
          </label>
        ))}
      </div>
      {!few && (
        <Combobox
          label={t('admin.user.addRole')}
          value=""
          options={known.filter((role) => !shown.includes(role)).map((role) => ({ value: role, label: role }))}
          complete={false}
          onChange={(role) => setAdded([...added, role])}
          part={`${form.name}-add-role`}
        />
      )}
    </fieldset>
  );
}
