// The one button of a form. It can always be pressed; what is missing is said then.

import type { ReactNode } from 'react';
import type { FormApi } from '../hooks/formTypes.ts';

export interface SubmitButtonProps {
  form: FormApi;
  children: ReactNode;
  /** What it says while the answer is awaited. */
  pending: ReactNode;
}

export function SubmitButton({ form, children, pending }: SubmitButtonProps) {
  const late = form.state === 'pending' && form.lateness !== 'no';
  return (
    <button className="udb-button" data-udb-part={`${form.name}-submit`} {...form.submitProps}>
      {late && <span className="udb-spinner" aria-hidden="true" />}
      {late ? pending : children}
    </button>
  );
}
