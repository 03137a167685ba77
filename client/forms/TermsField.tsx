// The box to tick for the terms of the host, with the links in its label.

import { useUserdb } from '../context.tsx';
import type { Translate } from '../hooks/useMessages.ts';
import type { TermsKey } from '../messages/en/terms.ts';
import { FieldError, type FieldProps } from './TextField.tsx';

interface Props extends FieldProps {
  t: Translate<TermsKey>;
}

export function TermsField({ form, name, t }: Props) {
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
            {t('terms.terms')}
          </a>
          {brand.privacyUrl && (
            <>
              {' '}
              {t('terms.and')}{' '}
              <a className="udb-link" href={brand.privacyUrl} target="_blank" rel="noreferrer">
                {t('terms.privacy')}
              </a>
            </>
          )}
        </span>
      </label>
    </div>
  );
}
