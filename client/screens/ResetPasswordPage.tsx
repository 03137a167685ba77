// Forgot the password: asks for the mail with the link.

import { Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { MailSent } from '../forms/MailSent.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import type { RootProps } from '../forms/root.ts';
import { Slot } from '../forms/Slot.tsx';
import { type ForgotFormApi, type ForgotOptions, type ForgotValues, useForgotForm } from '../hooks/useForgotForm.ts';
import { useQuery } from '../hooks/useQuery.ts';
import { LoginLink } from '../links.tsx';

export type ResetPasswordFormProps = FormProps<ForgotValues, void, ForgotFormApi>;

export interface ResetPasswordPageProps extends ForgotOptions, FormLook<ForgotFormApi>, PageOptions {}

export function ResetPasswordForm(props: ResetPasswordFormProps) {
  return <ForgotBody form={useForgotForm(props)} look={props} root={props} />;
}

export function ResetPasswordPage(props: ResetPasswordPageProps) {
  return (
    <PageBoundary onError={props.onError}>
      <Forgot {...props} />
    </PageBoundary>
  );
}

function Forgot(props: ResetPasswordPageProps) {
  const form = useForgotForm(props);
  const { t } = form;
  const done = form.state === 'done';
  const notice = t.known(`forgot.status.${useQuery('status')}`);
  return (
    <Page
      part={form.name}
      form={form}
      title={t(done ? 'forgot.done.title' : 'forgot.title')}
      options={props}
      footer={
        <p className="udb-footer-line">
          <LoginLink>{t('link.backToLogin')}</LoginLink>
        </p>
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
  look?: FormLook<ForgotFormApi>;
  root?: RootProps<HTMLFormElement>;
}

/** The form, and what stands in its place once it is sent. */
export function ForgotBody({ form, look = {}, root }: BodyProps) {
  const { t, state, sent } = form;
  if (state !== 'done') {
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
  const address = sent.email ?? '';
  return (
    <Slot content={look.slots?.success} form={form}>
      <MailSent form={form} send={(client) => client.forgot(address)} back={t('forgot.done.other')}>
        <p className="udb-text">{t('forgot.done.text')}</p>
        <p className="udb-text">
          {t('forgot.done.address')} <strong className="udb-strong">{address}</strong>.
        </p>
        <p className="udb-text">{t('forgot.done.help')}</p>
      </MailSent>
    </Slot>
  );
}
