// The box to tick for the terms of the host, with the links in its label.

import { useUserdb } from '../context.tsx';
import { FieldError, type FieldProps } from './TextField.tsx';

export function TermsField({ form, name }: FieldProps) {
  const { brand } = useUserdb();
  const field = form.field(name);
  const { defaultValue: _text, ...inputProps } = field.inputProps;
  return (
    <div className="udb-field" data-udb-part={`${form.name}-field-${name}`}>
      <FieldError form={form} field={field} />
      <label className="udb-check-label" htmlFor={field.id}>
        <input className="udb-check" {...inputProps} />
        <span>
          {field.label}{' '}
          <a className="udb-link" href={brand.termsUrl} target="_blank" rel="noreferrer">
            {form.t('terms.terms')}
          </a>
          {brand.privacyUrl && (
            <>
              {' '}
              {form.t('terms.and')}{' '}
              <a className="udb-link" href={brand.privacyUrl} target="_blank" rel="noreferrer">
                {form.t('terms.privacy')}
              </a>
            </>
          )}
        </span>
      </label>
    </div>
  );
}
