// A label, help, error and input, tied together for those who cannot see that they belong together.

import type { ReactNode } from 'react';
import type { FieldApi, FormApi } from '../hooks/formTypes.ts';

export interface FieldProps {
  form: FormApi;
  name: string;
  /** Stands after the error, e.g. links to where the person may want to go instead. */
  errorExtra?: ReactNode;
}

export function TextField({ form, name, errorExtra }: FieldProps) {
  const field = form.field(name);
  return (
    <FieldFrame form={form} field={field} errorExtra={errorExtra}>
      <input className="udb-input" data-udb-part={`${form.name}-input-${name}`} {...field.inputProps} />
    </FieldFrame>
  );
}

interface FrameProps {
  form: FormApi;
  field: FieldApi;
  errorExtra?: ReactNode;
  /** In place of the plain help, under the same id. */
  help?: ReactNode;
  children: ReactNode;
}

export function FieldFrame({ form, field, errorExtra, help, children }: FrameProps) {
  const { t } = form;
  return (
    <div className="udb-field" data-udb-part={`${form.name}-field-${field.name}`}>
      <label className="udb-label" htmlFor={field.id}>
        {field.label}
        {field.optional && <span className="udb-optional"> {t('field.optional')}</span>}
      </label>
      {help ??
        (field.help && (
          <p className="udb-help" {...field.helpProps}>
            {field.help}
          </p>
        ))}
      <FieldError form={form} field={field}>
        {errorExtra}
      </FieldError>
      {children}
    </div>
  );
}

export function FieldError({ form, field, children }: { form: FormApi; field: FieldApi; children?: ReactNode }) {
  if (!field.error) return null;
  return (
    <p className="udb-error" data-udb-part={`${form.name}-error-${field.name}`}>
      <span className="udb-plain" {...field.errorProps}>
        <span className="udb-sr">{form.t('error.prefix')} </span>
        {field.error}
      </span>
      {children && <span className="udb-error-extra"> {children}</span>}
    </p>
  );
}
