// Sign in, with what may stand in the way said where it is found out.

import { useEffect, useRef } from 'react';
import { useUserdb } from '../context.tsx';
import { type FieldKinds, Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import { PasswordField } from '../forms/PasswordField.tsx';
import { ResendButton } from '../forms/ResendButton.tsx';
import type { RootProps } from '../forms/root.ts';
import { Slot } from '../forms/Slot.tsx';
import { useGoOn } from '../hooks/useGoOn.ts';
import { type LoginFormApi, type LoginOptions, type LoginValues, useLoginForm } from '../hooks/useLoginForm.ts';
import { useQuery } from '../hooks/useQuery.ts';
import { useRegistrationViewModel } from '../hooks/useRegistrationViewModel.ts';
import { useResend } from '../hooks/useResend.ts';
import { useUser } from '../hooks/useUser.ts';
import { ForgotLink, RegisterLink, ScreenLink } from '../links.tsx';
import type { User } from '../wire.ts';

export type LoginFormProps = FormProps<LoginValues, User, LoginFormApi>;

export interface LoginPageProps extends LoginOptions, FormLook<LoginFormApi>, PageOptions {
  /** Puts the cursor into the first field when the page is opened, where that does not call up a keyboard. */
  autoFocus?: boolean;
}

export function LoginForm(props: LoginFormProps) {
  const form = useLoginForm(props);
  return <LoginBody form={form} look={props} root={props} />;
}

export function LoginPage(props: LoginPageProps) {
  return (
    <PageBoundary>
      <Login {...props} />
    </PageBoundary>
  );
}

function Login(props: LoginPageProps) {
  const { slots = {}, autoFocus = false } = props;
  const signingIn = useRef(false);
  const form = useLoginForm({
    ...props,
    onSuccess: (user) => {
      signingIn.current = true;
      return props.onSuccess?.(user);
    },
  });
  const switching = useQuery('switch') !== null;
  const { user } = useUser();
  const goOn = useGoOn(props.redirectTo);
  useFirstFocus(autoFocus, form.field('login').id);

  // Somebody who is signed in already, perhaps in another tab, has nothing to do here.
  useEffect(() => {
    if (user && !switching && !signingIn.current) goOn(user);
  }, [user, switching, goOn]);

  return (
    <Page
      part="login"
      title={form.t('login.title')}
      options={props}
      header={slots.header && <Slot content={slots.header} form={form} />}
      footer={
        <Slot content={slots.footer} form={form}>
          <Links form={form} />
        </Slot>
      }
    >
      <Notice form={form} user={switching ? user : null} />
      <LoginBody form={form} look={props} />
    </Page>
  );
}

interface BodyProps {
  form: LoginFormApi;
  look: FormLook<LoginFormApi>;
  root?: RootProps<HTMLFormElement>;
}

const KINDS: FieldKinds = { password: (field) => <PasswordField {...field} /> };

function LoginBody({ form, look, root }: BodyProps) {
  const { t } = form;
  const login = form.sent.login ?? '';
  const resend = useResend((client) => client.resendVerification(login));
  const unverified = form.error?.code === 'LOGIN_UNVERIFIED';
  return (
    <Form<LoginValues, User, LoginFormApi>
      form={form}
      slots={look.slots}
      submit={t('login.submit')}
      pending={t('login.pending')}
      kinds={KINDS}
      alertExtra={unverified && <ResendButton resend={resend} part="login" t={t} />}
      root={root}
    >
      {look.children}
    </Form>
  );
}

/** What brought a person here, as `?status=` says it; unknown words are left unsaid. */
function Notice({ form, user }: { form: LoginFormApi; user: User | null }) {
  const { routes } = useUserdb();
  const { t } = form;
  const status = useQuery('status');
  const sentence = user ? t('login.as', { name: user.fullName || user.email }) : t.known(`login.status.${status}`);
  return (
    <div className="udb-notice" role="status" data-udb-part="login-notice">
      {sentence && <p className="udb-text">{sentence}</p>}
      {sentence && status === 'unverified' && <ScreenLink href={routes.verify}>{t('resend.submit')}</ScreenLink>}
    </div>
  );
}

function Links({ form }: { form: LoginFormApi }) {
  const registration = useRegistrationViewModel();
  return (
    <>
      <p className="udb-footer-line">
        <ForgotLink />
      </p>
      {/* The line is there from the start, so that nothing moves when the answer comes. */}
      <p className="udb-footer-line">
        {registration.is === 'given' && (
          <>
            {form.t('login.new')} <RegisterLink />
          </>
        )}
      </p>
    </>
  );
}

function useFirstFocus(wanted: boolean, id: string) {
  useEffect(() => {
    const free = document.activeElement === document.body || document.activeElement === null;
    if (wanted && free && matchMedia('(pointer: fine)').matches) document.getElementById(id)?.focus();
  }, [wanted, id]);
}
