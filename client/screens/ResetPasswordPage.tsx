// Forgot the password: asks for the mail with the link.

import { Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import { ResendButton } from '../forms/ResendButton.tsx';
import type { RootProps } from '../forms/root.ts';
import { Slot } from '../forms/Slot.tsx';
import { type ForgotFormApi, type ForgotOptions, type ForgotValues, useForgotForm } from '../hooks/useForgotForm.ts';
import { useQuery } from '../hooks/useQuery.ts';
import { useResend } from '../hooks/useResend.ts';
import { LoginLink, MailboxLink } from '../links.tsx';

export type ResetPasswordFormProps = FormProps<ForgotValues, void, ForgotFormApi>;

export interface ResetPasswordPageProps extends ForgotOptions, FormLook<ForgotFormApi>, PageOptions {}

export function ResetPasswordForm(props: ResetPasswordFormProps) {
  const form = useForgotForm(props);
  return <ForgotBody form={form} look={props} root={props} />;
}

export function ResetPasswordPage(props: ResetPasswordPageProps) {
  return (
    <PageBoundary>
      <Forgot {...props} />
    </PageBoundary>
  );
}

function Forgot(props: ResetPasswordPageProps) {
  const { slots = {} } = props;
  const form = useForgotForm(props);
  const { t } = form;
  const done = form.state === 'done';
  const notice = t.known(`forgot.status.${useQuery('status')}`);
  return (
    <Page
      part="forgot"
      title={t(done ? 'forgot.done.title' : 'forgot.title')}
      options={props}
      header={slots.header && <Slot content={slots.header} form={form} />}
      footer={
        <Slot content={slots.footer} form={form}>
          <p className="udb-footer-line">
            <LoginLink>{t('link.backToLogin')}</LoginLink>
          </p>
        </Slot>
      }
    >
      {!done && (
        <>
          <div className="udb-notice" role="status">
            {notice && <p className="udb-text">{notice}</p>}
          </div>
          <p className="udb-text">{t('forgot.intro')}</p>
        </>
      )}
      <ForgotBody form={form} look={props} />
    </Page>
  );
}

interface BodyProps {
  form: ForgotFormApi;
  look: FormLook<ForgotFormApi>;
  root?: RootProps<HTMLFormElement>;
}

/** The form, and what stands in its place once it is sent. */
export function ForgotBody({ form, look, root }: BodyProps) {
  const { t } = form;
  if (form.state === 'done') {
    return (
      <Slot content={look.slots?.success} form={form}>
        <OnItsWay form={form} />
      </Slot>
    );
  }
  return (
    <Form<ForgotValues, void, ForgotFormApi>
      form={form}
      slots={look.slots}
      submit={t('forgot.submit')}
      pending={t('forgot.pending')}
      root={root}
    >
      {look.children}
    </Form>
  );
}

function OnItsWay({ form }: { form: ForgotFormApi }) {
  const { t } = form;
  const address = form.sent.email ?? '';
  const resend = useResend((client) => client.forgot(address), true);
  return (
    <Outcome part="forgot-done">
      <p className="udb-text">{t('forgot.done.text')}</p>
      <p className="udb-text">
        {t('forgot.done.address')} <strong className="udb-strong">{address}</strong>.
      </p>
      <p className="udb-text">{t('forgot.done.help')}</p>
      <MailboxLink />
      <ResendButton resend={resend} part="forgot" t={t} />
      <button className="udb-button-quiet" type="button" onClick={form.reset} data-udb-part="forgot-again">
        {t('forgot.done.other')}
      </button>
    </Outcome>
  );
}
