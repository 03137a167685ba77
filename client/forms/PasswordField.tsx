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

/** Its outline and its iris, in a square of 24. */
const EYE = 'M2 12q10-14 20 0-10 14-20 0m7 0a3 3 0 1 0 6 0 3 3 0 1 0-6 0';

function Eye({ open }: { open: boolean }) {
  return (
    <svg className="udb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={open ? EYE : `${EYE}M4 4l16 16`} />
    </svg>
  );
}
