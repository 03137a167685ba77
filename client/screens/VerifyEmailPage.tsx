// Opens with the link of a verification mail: spends it and says what came of it, or sends another one. The token of an
// invitation opens the page of the invitation, which stood here in userdb 1.

import { useUserdb } from '../context.tsx';
import { Form } from '../forms/Form.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import { Resend } from '../forms/Resend.tsx';
import { Skeleton } from '../forms/Skeleton.tsx';
import { TryAgain } from '../forms/TryAgain.tsx';
import { describeError } from '../hooks/describeError.ts';
import { useLateness } from '../hooks/useLateness.ts';
import type { Labels } from '../hooks/useMessages.ts';
import { useSessionState } from '../hooks/useSessionState.ts';
import {
  type ResendFormApi,
  type ResendValues,
  useResendForm,
  useVerifyEmail,
  type VerifyEmailApi,
  type VerifyEmailOptions,
} from '../hooks/useVerifyEmail.ts';
import { LoginLink, MailboxLink, ScreenLink } from '../links.tsx';
import type { User } from '../wire.ts';
import { WelcomeForm, WelcomePage } from './WelcomePage.tsx';

export interface VerifyEmailViewProps extends VerifyEmailOptions {
  /** Words for this one. */
  labels?: Labels;
}

export interface VerifyEmailPageProps extends VerifyEmailViewProps, PageOptions {}

export function VerifyEmailView(props: VerifyEmailViewProps) {
  const verification = useVerifyEmail(props);
  const resend = useResendForm({ labels: props.labels });
  if (verification.state === 'invited') return <WelcomeForm {...props} spToken={verification.token ?? ''} />;
  return <VerifyBody verification={verification} resend={resend} />;
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
  if (verification.state === 'invited') return <WelcomePage {...props} spToken={verification.token ?? ''} />;
  return (
    <Page part="verify" title={titleOf(verification, resend)} options={props}>
      <VerifyBody verification={verification} resend={resend} />
    </Page>
  );
}

function titleOf({ state }: VerifyEmailApi, { state: sending, t }: ResendFormApi) {
  if (sending === 'done') return t('verify.sent.title');
  if (state === 'done') return t('verify.done.title');
  return t(state === 'dead' || state === 'failed' ? `mailedLink.${state}` : 'verify.title');
}

interface BodyProps {
  verification: VerifyEmailApi;
  resend: ResendFormApi;
}

function VerifyBody({ verification, resend }: BodyProps) {
  const { t } = resend;
  const { state, error, user } = verification;
  const lateness = useLateness(state === 'checking');
  if (resend.state === 'done') return <Sent form={resend} />;
  if (state === 'checking') return <Skeleton fields={1} lateness={lateness} text={t('mailedLink.loading')} />;
  if (state === 'failed' && error) return <TryAgain error={error} again={verification.again} part="verify" t={t} />;
  if (state === 'done') return <Verified user={user} t={t} />;

  return (
    <Outcome part={`verify-${state}`} quiet={state === 'none'}>
      <p className="udb-text">{state === 'dead' ? whyDead(error, t) : t('verify.intro')}</p>
      <Form<ResendValues, void, ResendFormApi>
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

/** Another address may have become somebody else's before its link was opened. */
function whyDead(error: VerifyEmailApi['error'], t: ResendFormApi['t']) {
  return error?.status === 409 ? describeError(t, error) : t('verify.dead.text');
}

function Verified({ user, t }: { user: User | null; t: ResendFormApi['t'] }) {
  const { routes } = useUserdb();
  // Who has changed the address was signed in before.
  const { status } = useSessionState();
  const isIn = user !== null || status === 'in';
  return (
    <Outcome part="verify-done">
      <p className="udb-text">{t(isIn ? 'verify.done.signedIn' : 'verify.done.text')}</p>
      {isIn ? (
        <ScreenLink className="udb-button" href={routes.authenticatedHome}>
          {t('verify.done.continue')}
        </ScreenLink>
      ) : (
        <LoginLink className="udb-button" />
      )}
    </Outcome>
  );
}

function Sent({ form }: { form: ResendFormApi }) {
  const { t } = form;
  return (
    <Outcome part="verify-sent">
      <p className="udb-text">{t('verify.sent.text')}</p>
      <MailboxLink />
      <Resend part="verify" t={t} send={(client) => client.resendVerification(form.sent.email ?? '')} justSent />
      <div className="udb-footer">
        <LoginLink>{t('link.backToLogin')}</LoginLink>
      </div>
    </Outcome>
  );
}
