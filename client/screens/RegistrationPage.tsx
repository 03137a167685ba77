// Create an account, from the fields that the server is configured for.

import { useUserdb } from '../context.tsx';
import { CheckboxField } from '../forms/CheckboxField.tsx';
import { type FieldKinds, Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import { ResendButton } from '../forms/ResendButton.tsx';
import type { RootProps } from '../forms/root.ts';
import { Skeleton } from '../forms/Skeleton.tsx';
import { Slot } from '../forms/Slot.tsx';
import { TermsField } from '../forms/TermsField.tsx';
import { TryAgain } from '../forms/TryAgain.tsx';
import {
  type Registered,
  type RegistrationFormApi,
  type RegistrationOptions,
  type RegistrationValues,
  TERMS,
  useRegistrationForm,
} from '../hooks/useRegistrationForm.ts';
import { useResend } from '../hooks/useResend.ts';
import { ForgotLink, LoginLink, MailboxLink, ScreenLink } from '../links.tsx';

export type RegistrationFormProps = FormProps<RegistrationValues, Registered, RegistrationFormApi>;

export interface RegistrationPageProps extends RegistrationOptions, FormLook<RegistrationFormApi>, PageOptions {}

export function RegistrationForm(props: RegistrationFormProps) {
  const form = useRegistrationForm(props);
  return <RegistrationBody form={form} look={props} root={props} />;
}

export function RegistrationPage(props: RegistrationPageProps) {
  return (
    <PageBoundary>
      <Registration {...props} />
    </PageBoundary>
  );
}

function Registration(props: RegistrationPageProps) {
  const { slots = {} } = props;
  const form = useRegistrationForm(props);
  const { t } = form;
  const asking = !form.closed && !form.loadError && (form.state !== 'done' || form.result?.next === 'home');
  return (
    <Page
      part="register"
      title={t(titleOf(form))}
      options={props}
      header={slots.header && <Slot content={slots.header} form={form} />}
      footer={
        asking && (
          <Slot content={slots.footer} form={form}>
            <p className="udb-footer-line">
              {t('register.have')} <LoginLink />
            </p>
          </Slot>
        )
      }
    >
      <RegistrationBody form={form} look={props} />
    </Page>
  );
}

function titleOf({ closed, loadError, result }: RegistrationFormApi) {
  if (closed) return 'register.off.title';
  if (loadError) return 'register.failed.title';
  if (result?.next === 'verify') return 'register.mail.title';
  return result?.next === 'signIn' ? 'register.done.title' : 'register.title';
}

interface BodyProps {
  form: RegistrationFormApi;
  look: FormLook<RegistrationFormApi>;
  root?: RootProps<HTMLFormElement>;
}

function RegistrationBody({ form, look, root }: BodyProps) {
  const { t, result } = form;
  if (form.closed) return <Closed form={form} />;
  if (form.loadError) return <TryAgain error={form.loadError} again={form.again} part="register" t={t} />;
  if (form.state === 'checking') return <Skeleton fields={4} lateness={form.lateness} text={t('pending.loading')} />;
  if (result && result.next !== 'home') {
    return (
      <Slot content={look.slots?.success} form={form}>
        {result.next === 'verify' ? <CheckYourMail form={form} /> : <SignInNow form={form} />}
      </Slot>
    );
  }

  const kinds: FieldKinds = {
    password: (field) => <NewPasswordField {...field} policy={form.policy} />,
    checkbox: (field) => (field.name === TERMS ? <TermsField {...field} t={t} /> : <CheckboxField {...field} />),
  };
  return (
    <Form<RegistrationValues, Registered, RegistrationFormApi>
      form={form}
      slots={look.slots}
      submit={t('register.submit')}
      pending={t('register.pending')}
      kinds={kinds}
      errorExtra={{ email: form.error?.code === 'EMAIL_TAKEN' && <AlreadyHere /> }}
      root={root}
    >
      {look.children}
    </Form>
  );
}

/** For an address that has an account: the two screens its owner may have meant. */
function AlreadyHere() {
  const { routes } = useUserdb();
  return (
    <>
      <LoginLink /> · <ScreenLink href={routes.forgot} text="link.reset" />
    </>
  );
}

function CheckYourMail({ form }: { form: RegistrationFormApi }) {
  const { t } = form;
  const address = form.result?.user.email || form.sent.email || '';
  const resend = useResend((client) => client.resendVerification(address), true);
  return (
    <Outcome part="register-done">
      <p className="udb-text">
        {t('register.mail.text')} <strong className="udb-strong">{address}</strong>.
      </p>
      <p className="udb-text">{t('register.mail.next')}</p>
      <MailboxLink />
      <ResendButton resend={resend} part="register" t={t} />
      <button className="udb-button-quiet" type="button" onClick={form.reset} data-udb-part="register-again">
        {t('register.mail.again')}
      </button>
    </Outcome>
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
        <LoginLink /> · <ForgotLink />
      </p>
    </Outcome>
  );
}
