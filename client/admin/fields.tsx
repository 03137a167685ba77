// The fields that only administrators' forms have: a choice of few, JSON, and which way in.

import type { FocusEvent } from 'react';
import type { Choice } from '../adminWire.ts';
import { FieldFrame, type FieldProps } from '../forms/TextField.tsx';
import type { FieldApi } from '../hooks/formTypes.ts';
import { jsonFault } from './json.ts';

/** What a control that is no `<input>` takes over from the usual props. */
function controlProps({ inputProps }: FieldApi) {
  const { id, name, defaultValue, 'aria-invalid': invalid, 'aria-describedby': described } = inputProps;
  return { id, name, defaultValue, 'aria-invalid': invalid, 'aria-describedby': described };
}

export function SelectField({ form, name, options }: FieldProps & { options: readonly Choice[] }) {
  const field = form.field(name);
  return (
    <FieldFrame form={form} field={field}>
      <select className="udb-input" data-udb-part={`${form.name}-input-${name}`} {...controlProps(field)}>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** JSON, put in order when it is left. */
export function JsonField({ form, name }: FieldProps) {
  const field = form.field(name);

  function putInOrder({ currentTarget }: FocusEvent<HTMLTextAreaElement>) {
    const { value } = currentTarget;
    if (value.trim() && !jsonFault(value)) currentTarget.value = pretty(JSON.parse(value));
  }

  return (
    <FieldFrame form={form} field={field}>
      <textarea
        className="udb-input udb-json"
        rows={4}
        spellCheck={false}
        autoCapitalize="none"
        readOnly={field.inputProps.readOnly}
        data-udb-part={`${form.name}-input-${name}`}
        {...controlProps(field)}
        onBlur={putInOrder}
      />
    </FieldFrame>
  );
}

export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

interface RadioProps {
  name: string;
  legend: string;
  options: readonly (Choice & { help?: string })[];
  value: string;
  onChange(value: string, form: HTMLFormElement | null): void;
  part: string;
}

export function RadioField({ name, legend, options, value, onChange, part }: RadioProps) {
  return (
    <fieldset className="udb-field udb-fieldset" data-udb-part={part}>
      <legend className="udb-label">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="udb-check-label">
          <input
            className="udb-check"
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
            onChange={({ currentTarget }) => onChange(option.value, currentTarget.form)}
          />
          <span className="udb-plain">
            {option.label}
            {option.help && <span className="udb-help udb-error-extra">{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
