// A password: hidden until asked for, hidden again when it is sent or the page is left; says when Caps Lock is on.

import { useEffect, useRef, useState } from 'react';
import type { FieldApi, FormApi, InputProps } from '../hooks/formTypes.ts';
import { useCapsLock } from '../hooks/useCapsLock.ts';
import { listen } from '../listen.ts';
import { FieldFrame, type FieldProps } from './TextField.tsx';

export function PasswordField({ form, name, errorExtra, more }: FieldProps & { more?: InputProps }) {
  const field = form.field(name);
  return (
    <FieldFrame form={form} field={field} errorExtra={errorExtra}>
      <PasswordInput form={form} field={field} more={more} />
    </FieldFrame>
  );
}

interface InputOptions {
  form: FormApi;
  field: FieldApi;
  more?: InputProps;
}

export function PasswordInput({ form: { name, t }, field, more }: InputOptions) {
  const input = useRef<HTMLInputElement>(null);
  /** Null: nobody has asked yet. */
  const [shown, setShown] = useState<boolean | null>(null);
  const capsLock = useCapsLock(input);

  // A password manager has to find a password field when the form is sent.
  useEffect(() => listen(document, ['submit', 'visibilitychange'], () => setShown((before) => before && false)), []);

  return (
    <>
      <div className="udb-password">
        <input
          className="udb-input udb-input-password"
          data-udb-part={`${name}-input-${field.name}`}
          {...field.inputProps}
          {...more}
          type={shown ? 'text' : 'password'}
          ref={input}
        />
        <button
          className="udb-reveal"
          type="button"
          aria-label={t(shown ? 'password.hide' : 'password.show')}
          aria-controls={field.id}
          onClick={() => setShown(!shown)}
          data-udb-part={`${name}-reveal-${field.name}`}
        >
          <Eye open={!shown} />
        </button>
      </div>
      <p className="udb-hint" role="status">
        {capsLock && <span className="udb-caps">{t('password.capsLock')}</span>}
        <span className="udb-sr">{shown !== null && t(shown ? 'password.visible' : 'password.hidden')}</span>
      </p>
    </>
  );
}

function Eye({ open }: { open: boolean }) {
  return (
    <svg className="udb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
      <circle cx="12" cy="12" r="3" />
      {!open && <path d="m4 4 16 16" />}
    </svg>
  );
}
