// Opens with the link of an invitation: names and a first password, and the person is in.

import { Form, type FormLook } from '../forms/Form.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import { Skeleton } from '../forms/Skeleton.tsx';
import { Slot } from '../forms/Slot.tsx';
import { TryAgain } from '../forms/TryAgain.tsx';
import { UsernameForManagers } from '../forms/UsernameForManagers.tsx';
import {
  useWelcomeForm,
  type WelcomeFormApi,
  type WelcomeOptions,
  type WelcomeValues,
} from '../hooks/useWelcomeForm.ts';
import { ForgotLink, LoginLink } from '../links.tsx';
import type { User } from '../wire.ts';

export interface WelcomePageProps extends WelcomeOptions, FormLook<WelcomeFormApi>, PageOptions {}

export function WelcomePage(props: WelcomePageProps) {
  return (
    <PageBoundary>
      <Welcome {...props} />
    </PageBoundary>
  );
}

function Welcome(props: WelcomePageProps) {
  const { slots = {} } = props;
  const form = useWelcomeForm(props);
  return (
    <Page
      part="welcome"
      title={titleOf(form)}
      options={props}
      header={slots.header && <Slot content={slots.header} form={form} />}
      footer={slots.footer && <Slot content={slots.footer} form={form} />}
    >
      <WelcomeBody form={form} look={props} />
    </Page>
  );
}

function titleOf({ t, state, result, loadError }: WelcomeFormApi) {
  if (loadError) return t('mailedLink.failed');
  if (state === 'dead') return t('mailedLink.dead');
  return state === 'done' && result === null ? t('welcome.done.title') : t('welcome.title');
}

function WelcomeBody({ form, look }: { form: WelcomeFormApi; look: FormLook<WelcomeFormApi> }) {
  const { t, state, invitation } = form;
  if (form.loadError) return <TryAgain error={form.loadError} again={form.again} part="welcome" t={t} />;
  if (state === 'checking') return <Skeleton fields={3} lateness={form.lateness} text={t('mailedLink.loading')} />;
  if (state === 'dead') return <DeadLink form={form} />;
  if (state === 'done' && form.result === null) {
    return (
      <Outcome part="welcome-done">
        <p className="udb-text">{t('welcome.done.text')}</p>
        <LoginLink className="udb-button" />
      </Outcome>
    );
  }

  const person = invitation ?? undefined;
  return (
    <>
      <p className="udb-text">{t('welcome.intro', { address: invitation?.email ?? '' })}</p>
      <Form<WelcomeValues, User | null, WelcomeFormApi>
        form={form}
        slots={look.slots}
        submit={t('welcome.submit')}
        pending={t('welcome.pending')}
        kinds={{ password: (field) => <NewPasswordField {...field} policy={form.policy} words={person} /> }}
        hidden={<UsernameForManagers login={invitation?.email} />}
      >
        {look.children}
      </Form>
    </>
  );
}

/** Who was here before has an account, and perhaps a password. */
function DeadLink({ form: { t } }: { form: WelcomeFormApi }) {
  return (
    <Outcome part="welcome-dead">
      <p className="udb-text">{t('welcome.dead.text')}</p>
      <p className="udb-footer-line">
        <LoginLink /> · <ForgotLink />
      </p>
    </Outcome>
  );
}
