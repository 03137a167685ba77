// A box to tick.

import type { ReactNode } from 'react';
import { FieldError, type FieldProps } from './TextField.tsx';

interface Props extends FieldProps {
  /** Stands after the label. */
  children?: ReactNode;
}

export function CheckboxField({ form, name, children }: Props) {
  const field = form.field(name);
  const { defaultValue, ...inputProps } = field.inputProps;
  return (
    <div className="udb-field" data-udb-part={`${form.name}-field-${name}`}>
      <FieldError form={form} field={field} />
      <label className="udb-check-label" {...field.labelProps}>
        <input className="udb-check" {...inputProps} defaultChecked={defaultValue === 'true'} />
        <span className="udb-plain">
          {field.label} {children}
        </span>
      </label>
    </div>
  );
}
