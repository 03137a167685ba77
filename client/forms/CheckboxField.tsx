// A box to tick, for fields that the server's configuration adds.

import { FieldError, type FieldProps } from './TextField.tsx';

export function CheckboxField({ form, name }: FieldProps) {
  const field = form.field(name);
  const { defaultValue: _text, ...inputProps } = field.inputProps;
  return (
    <div className="udb-field" data-udb-part={`${form.name}-field-${name}`}>
      <FieldError form={form} field={field} />
      <label className="udb-check-label" htmlFor={field.id}>
        <input className="udb-check" {...inputProps} />
        <span>{field.label}</span>
      </label>
    </div>
  );
}
