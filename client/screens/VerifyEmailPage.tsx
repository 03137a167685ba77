// Opens with the link of a verification mail: spends it and says what came of it, or sends another one.

import type { User } from '../api.ts';
import { useUserdb } from '../context.tsx';
import { Form } from '../forms/Form.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import { ResendButton } from '../forms/ResendButton.tsx';
import { Skeleton } from '../forms/Skeleton.tsx';
import { TryAgain } from '../forms/TryAgain.tsx';
import type { FormApi } from '../hooks/useForm.ts';
import { useLateness } from '../hooks/useLateness.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { useResend } from '../hooks/useResend.ts';
import {
  type ResendValues,
  useResendForm,
  useVerifyEmail,
  type VerifyEmailApi,
  type VerifyEmailOptions,
} from '../hooks/useVerifyEmail.ts';
import { LoginLink, MailboxLink, ScreenLink } from '../links.tsx';
import type { Messages } from '../text/en.ts';

export interface VerifyEmailViewProps extends VerifyEmailOptions {
  /** Words for this one. */
  labels?: Partial<Messages>;
}

export interface VerifyEmailPageProps extends VerifyEmailViewProps, PageOptions {}

export function VerifyEmailView(props: VerifyEmailViewProps) {
  const verification = useVerifyEmail(props);
  const resend = useResendForm({ labels: props.labels });
  return <VerifyBody verification={verification} resend={resend} labels={props.labels} />;
}

export function VerifyEmailPage(props: VerifyEmailPageProps) {
  return (
    <PageBoundary>
      <Verify {...props} />
    </PageBoundary>
  );
}

function Verify(props: VerifyEmailPageProps) {
  const verification = useVerifyEmail(props);
  const resend = useResendForm({ labels: props.labels });
  const { t } = useMessages(props.labels);
  return (
    <Page part="verify" title={t(titleOf(verification, resend))} options={props}>
      <VerifyBody verification={verification} resend={resend} labels={props.labels} />
    </Page>
  );
}

function titleOf({ state }: VerifyEmailApi, resend: FormApi<ResendValues, void>) {
  if (resend.state === 'done') return 'verify.sent.title';
  if (state === 'checking' || state === 'none') return 'verify.title';
  return `verify.${state}.title` as const;
}

interface BodyProps {
  verification: VerifyEmailApi;
  resend: FormApi<ResendValues, void>;
  labels?: Partial<Messages>;
}

function VerifyBody({ verification, resend, labels }: BodyProps) {
  const { t } = useMessages(labels);
  const { state, error, user } = verification;
  const lateness = useLateness(state === 'checking');
  if (resend.state === 'done') return <Sent form={resend} />;
  if (state === 'checking') return <Skeleton fields={1} lateness={lateness} text={t('verify.loading')} />;
  if (state === 'failed' && error) return <TryAgain error={error} again={verification.again} part="verify" t={t} />;
  if (state === 'done') return <Verified user={user} labels={labels} />;

  return (
    <Outcome part={`verify-${state}`} quiet={state === 'none'}>
      <p className="udb-text">{t(state === 'dead' ? 'verify.dead.text' : 'verify.intro')}</p>
      <Form<ResendValues, void, FormApi<ResendValues, void>>
        form={resend}
        submit={t('verify.submit')}
        pending={t('verify.pending')}
      />
      <div className="udb-footer">
        <LoginLink>{t(state === 'dead' ? 'link.login' : 'link.backToLogin')}</LoginLink>
      </div>
    </Outcome>
  );
}

function Verified({ user, labels }: { user: User | null; labels?: Partial<Messages> }) {
  const { routes } = useUserdb();
  const { t } = useMessages(labels);
  return (
    <Outcome part="verify-done">
      <p className="udb-text">{t(user ? 'verify.done.signedIn' : 'verify.done.text')}</p>
      {user ? (
        <ScreenLink className="udb-button" href={routes.authenticatedHome} text="verify.done.continue" />
      ) : (
        <LoginLink className="udb-button" />
      )}
    </Outcome>
  );
}

function Sent({ form }: { form: FormApi<ResendValues, void> }) {
  const { t } = form;
  const resend = useResend((client) => client.resendVerification(form.sent.email ?? ''), true);
  return (
    <Outcome part="verify-sent">
      <p className="udb-text">{t('verify.sent.text')}</p>
      <MailboxLink />
      <ResendButton resend={resend} part="verify" t={t} />
      <div className="udb-footer">
        <LoginLink>{t('link.backToLogin')}</LoginLink>
      </div>
    </Outcome>
  );
}
