// What is wrong with a long form: a link to each field, with the words that stand there. It takes the focus.

import type { MouseEvent } from 'react';
import type { FormApi } from '../hooks/formTypes.ts';

type Props = { form: Pick<FormApi, 'name' | 'fields' | 'fieldErrors' | 'field' | 'alertProps'> };

/** With so many fields, what is wrong is not seen at one glance. */
const MANY_FIELDS = 5;

/** Stands in the alert, after its sentence; only where there are many fields. */
export function ErrorSummary({ form }: Props) {
  const { name, fields, fieldErrors, alertProps } = form;
  const wrong = fields.filter((spec) => fieldErrors[spec.name]);
  if (fields.length < MANY_FIELDS || wrong.length === 0) return null;
  return (
    <ul className="udb-summary-list" aria-labelledby={alertProps.id} tabIndex={-1} data-udb-part={`${name}-summary`}>
      {wrong.map((spec) => (
        <li className="udb-plain" key={spec.name}>
          <a className="udb-link" href={`#${form.field(spec.name).id}`} onClick={focusOnTarget}>
            {fieldErrors[spec.name]}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Without the address of the page: a router would take it for another screen. */
function focusOnTarget(event: MouseEvent<HTMLAnchorElement>) {
  event.preventDefault();
  document.getElementById(event.currentTarget.hash.slice(1))?.focus();
}
