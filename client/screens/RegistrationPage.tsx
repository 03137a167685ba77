// Create an account, from the fields that the server is configured for.

import { useEffect } from 'react';
import { CheckboxField } from '../forms/CheckboxField.tsx';
import { ErrorSummary } from '../forms/ErrorSummary.tsx';
import { type FieldKinds, Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { FormStage } from '../forms/FormStage.tsx';
import { MailSent } from '../forms/MailSent.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import type { RootProps } from '../forms/root.ts';
import { Slot } from '../forms/Slot.tsx';
import { TermsField } from '../forms/TermsField.tsx';
import { TERMS } from '../hooks/termsField.ts';
import { useGoOn } from '../hooks/useGoOn.ts';
import {
  type Registered,
  type RegistrationFormApi,
  type RegistrationOptions,
  type RegistrationValues,
  useRegistrationForm,
} from '../hooks/useRegistrationForm.ts';
import { useSessionState } from '../hooks/useSessionState.ts';
import { LoginLink, SignInOrReset } from '../links.tsx';

export type RegistrationFormProps = FormProps<RegistrationValues, Registered, RegistrationFormApi>;

export interface RegistrationPageProps extends RegistrationOptions, FormLook<RegistrationFormApi>, PageOptions {}

export function RegistrationForm(props: RegistrationFormProps) {
  return <RegistrationBody form={useRegistrationForm(props)} look={props} root={props} />;
}

export function RegistrationPage(props: RegistrationPageProps) {
  return (
    <PageBoundary onError={props.onError}>
      <Registration {...props} />
    </PageBoundary>
  );
}

function Registration(props: RegistrationPageProps) {
  const form = useRegistrationForm(props);
  const { t, closed, loadError } = form;
  const asking = !closed && !loadError && !outcomeOf(form);
  const { user } = useSessionState();
  const goOn = useGoOn(props.redirectTo);

  // Whose password is too old has to choose another one before anything else.
  useEffect(() => {
    if (user?.password_expired) goOn(user);
  }, [user, goOn]);

  const have = (
    <p className="udb-footer-line">
      {t('register.have')} <LoginLink />
    </p>
  );
  return (
    <Page part={form.name} form={form} title={t(titleOf(form))} options={props} footer={asking && have}>
      <RegistrationBody form={form} look={props} />
    </Page>
  );
}

/** What there is left to do; null: nothing, or nothing was sent yet. */
function outcomeOf({ result }: RegistrationFormApi) {
  return result && result.next !== 'home' ? result.next : null;
}

const DONE = { verify: 'register.mail.title', signIn: 'register.done.title' } as const;

function titleOf(form: RegistrationFormApi) {
  if (form.closed) return 'register.off.title';
  if (form.loadError) return 'register.failed.title';
  const outcome = outcomeOf(form);
  return outcome ? DONE[outcome] : 'register.title';
}

interface BodyProps {
  form: RegistrationFormApi;
  look: FormLook<RegistrationFormApi>;
  root?: RootProps<HTMLFormElement>;
}

function RegistrationBody({ form, look, root }: BodyProps) {
  const { t, policy, error } = form;
  const outcome = outcomeOf(form);
  if (form.closed) return <Closed form={form} />;

  const kinds: FieldKinds = {
    password: (field) => <NewPasswordField {...field} policy={policy} />,
    checkbox: (field) => (field.name === TERMS ? <TermsField {...field} t={t} /> : <CheckboxField {...field} />),
  };
  return (
    <FormStage
      form={form}
      fields={4}
      done={
        outcome && (
          <Slot content={look.slots?.success} form={form}>
            {outcome === 'verify' ? <CheckYourMail form={form} /> : <SignInNow form={form} />}
          </Slot>
        )
      }
    >
      <Form<RegistrationValues, Registered, RegistrationFormApi>
        form={form}
        slots={look.slots}
        submit={t('register.submit')}
        pending={t('register.pending')}
        kinds={kinds}
        alertExtra={<ErrorSummary form={form} />}
        errorExtra={{ email: error?.code === 'EMAIL_TAKEN' && <SignInOrReset>{t('link.reset')}</SignInOrReset> }}
        root={root}
      >
        {look.children}
      </Form>
    </FormStage>
  );
}

function CheckYourMail({ form }: { form: RegistrationFormApi }) {
  const { t, result, sent } = form;
  const address = result?.user.email || sent.email || '';
  return (
    <MailSent form={form} send={(client) => client.resendVerification(address)} back={t('register.mail.again')}>
      <p className="udb-text">
        {t('register.mail.text')} <strong className="udb-strong">{address}</strong>.
      </p>
      <p className="udb-text">{t('register.mail.next')}</p>
    </MailSent>
  );
}

function SignInNow({ form }: { form: RegistrationFormApi }) {
  return (
    <Outcome part="register-done">
      <p className="udb-text">{form.t('register.done.text')}</p>
      <LoginLink className="udb-button" />
    </Outcome>
  );
}

function Closed({ form }: { form: RegistrationFormApi }) {
  return (
    <Outcome part="register-closed">
      <p className="udb-text">{form.t('register.off.text')}</p>
      <p className="udb-footer-line">
        <SignInOrReset />
      </p>
    </Outcome>
  );
}
