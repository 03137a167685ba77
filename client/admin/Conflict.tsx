// Two people have changed the same row: what each of them wrote, to choose from, field by field.

import { useEffect, useRef } from 'react';
import type { FieldSpec } from '../hooks/fields.ts';
import { RadioField } from './fields.tsx';
import { tickRoles } from './RolesField.tsx';
import { useAdminMessages } from './useAdminMessages.ts';

export interface Difference {
  /** The field. */
  name: string;
  label: string;
  mine: string;
  theirs: string;
  /** Whether I changed it, too: else theirs is the better guess. */
  isMine: boolean;
}

type Texts = Record<string, string>;

/** The fields that the others changed, and not to what stands in the form. */
export function differencesOf(fields: readonly FieldSpec[], base: Texts, mine: Texts, theirs: Texts): Difference[] {
  return fields.flatMap(({ name, label }) => {
    const [was = '', my = '', their = ''] = [base[name], mine[name], theirs[name]];
    return their === was || their === my ? [] : [{ name, label, mine: my, theirs: their, isMine: my !== was }];
  });
}

/** Stands inside of the form. */
export function Conflict({ of }: { of: readonly Difference[] }) {
  const { t } = useAdminMessages();
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const form = element.current?.closest('form');
    for (const { name, theirs, isMine } of of) if (!isMine) fill(form, name, theirs);
  }, [of]);

  return (
    <div className="udb-outcome" ref={element} data-udb-part="user-conflict">
      {of.map(({ name, label, mine, theirs, isMine }) => {
        const option = (value: string, whose: string, text: string) => ({
          value,
          label: `${whose}: ${text.replaceAll('\n', name === 'roles' ? ', ' : ' ') || t('admin.form.nothing')}`,
        });
        return (
          <RadioField
            key={name}
            name={`conflict:${name}`}
            legend={label}
            options={[option('mine', t('admin.form.mine'), mine), option('theirs', t('admin.form.theirs'), theirs)]}
            value={isMine ? 'mine' : 'theirs'}
            onChange={(value, form) => fill(form, name, value === 'mine' ? mine : theirs)}
            part={`user-conflict-${name}`}
          />
        );
      })}
    </div>
  );
}

function fill(form: HTMLFormElement | null | undefined, name: string, text: string) {
  if (!form) return;
  if (name === 'roles') return tickRoles(form, text.split('\n'));
  const control = form.elements.namedItem(name);
  if (control && 'value' in control) control.value = text;
}
