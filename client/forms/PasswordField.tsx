// A password: hidden until asked for, hidden again when it is sent or the page is left; says when Caps Lock is on.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FieldApi, FormApi, InputProps } from '../hooks/formTypes.ts';
import { useCapsLock } from '../hooks/useCapsLock.ts';
import { FieldFrame, type FieldProps } from './TextField.tsx';

export function PasswordField({ form, name, errorExtra }: FieldProps) {
  const field = form.field(name);
  return (
    <FieldFrame form={form} field={field} errorExtra={errorExtra}>
      <PasswordInput form={form} field={field} />
    </FieldFrame>
  );
}

interface InputOptions {
  form: FormApi;
  field: FieldApi;
  more?: InputProps;
  children?: ReactNode;
}

export function PasswordInput({ form, field, more }: InputOptions) {
  const { t } = form;
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const [told, setTold] = useState(false);
  const capsLock = useCapsLock(input);

  useEffect(() => {
    const element = input.current?.form;
    const hide = () => setShown(false);
    // A password manager has to find a password field when the form is sent.
    element?.addEventListener('submit', hide);
    document.addEventListener('visibilitychange', hide);
    return () => {
      element?.removeEventListener('submit', hide);
      document.removeEventListener('visibilitychange', hide);
    };
  }, []);

  function toggle() {
    setShown(!shown);
    setTold(true);
  }

  return (
    <>
      <div className="udb-password">
        <input
          className="udb-input udb-input-password"
          data-udb-part={`${form.name}-input-${field.name}`}
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
          onClick={toggle}
          data-udb-part={`${form.name}-reveal-${field.name}`}
        >
          <Eye open={!shown} />
        </button>
      </div>
      <p className="udb-hint" role="status">
        {capsLock && <span className="udb-caps">{t('password.capsLock')}</span>}
        <span className="udb-sr">{told && t(shown ? 'password.visible' : 'password.hidden')}</span>
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
