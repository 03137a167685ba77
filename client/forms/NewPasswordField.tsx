// A new password with its rules, shown before anything is typed, and a hint at its strength. The server decides.

import { type InputEvent, useEffect, useState } from 'react';
import type { PersonalWords } from '../../server/passwords/rules.ts';
import { isNewPassword } from '../hooks/fields.ts';
import type { Translate } from '../hooks/useMessages.ts';
import { inputRules, type PolicyApi, type PolicyCheck, type ShownRule } from '../hooks/usePasswordPolicy.ts';
import type { NewPasswordKey } from '../messages/en/newPassword.ts';
import { PasswordField, PasswordInput } from './PasswordField.tsx';
import { FieldFrame, type FieldProps } from './TextField.tsx';

interface Props extends FieldProps {
  policy: PolicyApi;
  /** What the person is called, where the form itself does not ask for it. */
  words?: PersonalWords;
}

export function NewPasswordField({ policy, words, ...props }: Props) {
  const { form, name, errorExtra } = props;
  const field = form.field(name);
  const [typed, setTyped] = useState<PolicyCheck>(() => policy.check(''));
  const { autoComplete } = field.inputProps;
  // Also of the same once more: what a manager makes up, it puts into both.
  const rules = autoComplete === 'new-password' && policy.policy ? inputRules(policy.policy) : {};
  if (!isNewPassword({ name, autoComplete })) return <PasswordField {...props} more={rules} />;

  // Only what the rules say of it is kept, never the password; in words only as it is shown, in the language of then.
  function onInput({ currentTarget }: InputEvent<HTMLInputElement>) {
    setTyped(policy.check(currentTarget.value, { ...words, ...wordsOn(currentTarget.form) }));
  }

  // The rules may have come only after what is typed.
  const shown = typed.rules.length > 0 ? typed : { ...typed, rules: policy.check('').rules };
  return (
    <FieldFrame
      form={form}
      field={field}
      errorExtra={errorExtra}
      help={
        <div className="udb-rules" data-udb-part={`${form.name}-rules`} {...field.helpProps}>
          {shown.rules.length > 0 && <Rules rules={shown.rules} policy={policy} />}
        </div>
      }
    >
      <PasswordInput form={form} field={field} more={{ ...rules, onInput }} />
      <Strength check={shown} t={policy.t} />
    </FieldFrame>
  );
}

function wordsOn(form: HTMLFormElement | null): PersonalWords {
  const names = ['email', 'username', 'givenName', 'middleName', 'surname'];
  const entries = names.flatMap((name) => {
    const input = form?.elements.namedItem(name);
    return input instanceof HTMLInputElement ? [[name, input.value]] : [];
  });
  return Object.fromEntries(entries);
}

function Rules({ rules, policy: { t, also } }: { rules: ShownRule[]; policy: PolicyApi }) {
  return (
    <>
      <p className="udb-rules-title">{t('policy.title')}</p>
      <ul className="udb-rules-list">
        {rules.map(({ id, n, ok }) => (
          <li key={id} className="udb-rule" data-state={ok === null ? 'open' : ok ? 'met' : 'broken'}>
            <Mark ok={ok} />
            <span className="udb-plain">
              {t(`policy.${id}`, { n })}
              {ok !== null && <span className="udb-sr"> ({t(ok ? 'policy.met' : 'policy.notMet')})</span>}
            </span>
          </li>
        ))}
      </ul>
      <p className="udb-rules-title">{also}</p>
    </>
  );
}

function Mark({ ok }: { ok: boolean | null }) {
  return (
    <svg className="udb-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {ok ? <path d="m3 8.5 3.2 3.2L13 4.8" /> : <circle cx="8" cy="8" r={ok === null ? 1.75 : 4.5} />}
    </svg>
  );
}

const QUIET = 700;

function Strength({ check, t }: { check: PolicyCheck; t: Translate<NewPasswordKey> }) {
  const { strength, rules } = check;
  const met = rules.filter((rule) => rule.ok).length;
  const summary = rules.length > 0 ? t('policy.summary', { met, n: rules.length }) : '';
  const [spoken, setSpoken] = useState('');

  // Spoken when the typing pauses: on each key it would talk over the keys.
  useEffect(() => {
    if (strength === 0) return setSpoken('');
    const timer = setTimeout(() => setSpoken(summary), QUIET);
    return () => clearTimeout(timer);
  }, [strength, summary]);

  return (
    <div className="udb-strength">
      <meter
        className="udb-meter"
        data-state={strength}
        min={0}
        max={4}
        value={strength}
        aria-label={t('strength.label')}
      >
        {t(`strength.${strength}`)}
      </meter>
      <span className="udb-strength-word">{t(`strength.${strength}`)}</span>
      <span className="udb-sr" role="status">
        {spoken}
      </span>
    </div>
  );
}
