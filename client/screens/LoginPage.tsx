// Sign in, with what may stand in the way said where it is found out.

import { useEffect } from 'react';
import { useUserdb } from '../context.tsx';
import { type FieldKinds, Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import { PasswordField } from '../forms/PasswordField.tsx';
import type { RootProps } from '../forms/root.ts';
import { useGoOn } from '../hooks/useGoOn.ts';
import { type LoginFormApi, type LoginOptions, type LoginValues, useLoginForm } from '../hooks/useLoginForm.ts';
import { useQuery } from '../hooks/useQuery.ts';
import { useCanRegister } from '../hooks/useRegistrationViewModel.ts';
import { useSessionState } from '../hooks/useSessionState.ts';
import { later } from '../later.tsx';
import { ForgotLink, RegisterLink } from '../links.tsx';
import type { User } from '../wire.ts';

export type LoginFormProps = FormProps<LoginValues, User, LoginFormApi>;

export interface LoginPageProps extends LoginOptions, FormLook<LoginFormApi>, PageOptions {
  /** Puts the cursor into the first field when the page is opened, where that does not call up a keyboard. */
  autoFocus?: boolean;
}

export function LoginForm(props: LoginFormProps) {
  return <LoginBody form={useLoginForm(props)} look={props} root={props} />;
}

export function LoginPage(props: LoginPageProps) {
  return (
    <PageBoundary onError={props.onError}>
      <Login {...props} />
    </PageBoundary>
  );
}

function Login(props: LoginPageProps) {
  const form = useLoginForm(props);
  const { user } = useSessionState();
  const switching = useQuery('switch') !== null;
  const switchingUser = switching ? user : null;
  const status = useQuery('status');
  const goOn = useGoOn(props.redirectTo);
  const isOwnDoing = form.state === 'pending' || form.state === 'done';
  useFirstFocus(props.autoFocus, form.fields[0]?.name);

  // Somebody who is signed in already, perhaps in another tab, has nothing to do here.
  useEffect(() => {
    if (user && !switching && !isOwnDoing) goOn(user);
  }, [user, switching, isOwnDoing, goOn]);

  return (
    <Page part={form.name} form={form} title={form.t('login.title')} options={props} footer={<Links form={form} />}>
      <div className="udb-notice" role="status" data-udb-part="login-notice">
        {(status || switchingUser) && <LoginNotice t={form.t} status={status} user={switchingUser} />}
      </div>
      <LoginBody form={form} look={props} />
    </Page>
  );
}

interface BodyProps {
  form: LoginFormApi;
  look: FormLook<LoginFormApi>;
  root?: RootProps<HTMLFormElement>;
}

const LoginNotice = later(() => import('./LoginNotice.tsx'));
const LoginUnverified = later(() => import('./LoginUnverified.tsx'));

const KINDS: FieldKinds = { password: PasswordField };

function LoginBody({ form, look, root }: BodyProps) {
  const { t, alert, error } = form;
  return (
    <Form<LoginValues, User, LoginFormApi>
      form={form}
      slots={look.slots}
      submit={t('login.submit')}
      pending={t('login.pending')}
      kinds={KINDS}
      alertExtra={alert && error?.code === 'LOGIN_UNVERIFIED' && <LoginUnverified form={form} />}
      root={root}
    >
      {look.children}
    </Form>
  );
}

function Links({ form }: { form: LoginFormApi }) {
  const { features } = useUserdb();
  const canRegister = useCanRegister();
  return (
    <>
      {features.forgot !== false && (
        <p className="udb-footer-line">
          <ForgotLink />
        </p>
      )}
      {/* Where it has to be asked for, the line is there from the start: nothing moves when the answer comes. */}
      {features.register !== false && (
        <p className="udb-footer-line">
          {canRegister && (
            <>
              {form.t('login.new')} <RegisterLink />
            </>
          )}
        </p>
      )}
    </>
  );
}

function useFirstFocus(wanted = false, name = '') {
  useEffect(() => {
    const isFree = document.activeElement === document.body;
    if (wanted && isFree && matchMedia('(pointer: fine)').matches) document.getElementsByName(name)[0]?.focus();
  }, [wanted, name]);
}
