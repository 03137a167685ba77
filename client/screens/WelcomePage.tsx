// Opens with the link of an invitation: names and a first password, and the person is in.

import { CheckboxField } from '../forms/CheckboxField.tsx';
import { ErrorSummary } from '../forms/ErrorSummary.tsx';
import { type FieldKinds, Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { FormStage } from '../forms/FormStage.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import type { RootProps } from '../forms/root.ts';
import { Slot } from '../forms/Slot.tsx';
import { TermsField } from '../forms/TermsField.tsx';
import { TERMS } from '../hooks/termsField.ts';
import {
  useWelcomeForm,
  type WelcomeFormApi,
  type WelcomeOptions,
  type WelcomeValues,
} from '../hooks/useWelcomeForm.ts';
import { LoginLink, SignInOrReset } from '../links.tsx';
import type { User } from '../wire.ts';

export type WelcomeFormProps = FormProps<WelcomeValues, User | null, WelcomeFormApi> &
  Pick<WelcomeOptions, 'spToken' | 'confirm'>;

export interface WelcomePageProps extends WelcomeOptions, FormLook<WelcomeFormApi>, PageOptions {}

export function WelcomeForm(props: WelcomeFormProps) {
  const form = useWelcomeForm(props);
  return <WelcomeBody form={form} look={props} root={props} />;
}

export function WelcomePage(props: WelcomePageProps) {
  return (
    <PageBoundary onError={props.onError}>
      <Welcome {...props} />
    </PageBoundary>
  );
}

function Welcome(props: WelcomePageProps) {
  const form = useWelcomeForm(props);
  return (
    <Page part={form.name} form={form} title={titleOf(form)} options={props}>
      <WelcomeBody form={form} look={props} />
    </Page>
  );
}

function titleOf({ t, state, result, loadError }: WelcomeFormApi) {
  if (loadError) return t('mailedLink.failed');
  if (state === 'dead') return t('mailedLink.dead');
  return state === 'done' && result === null ? t('welcome.done.title') : t('welcome.title');
}

interface BodyProps {
  form: WelcomeFormApi;
  look: FormLook<WelcomeFormApi>;
  root?: RootProps<HTMLFormElement>;
}

function WelcomeBody({ form, look, root }: BodyProps) {
  const { t, policy, invitation } = form;
  const kinds: FieldKinds = {
    password: (field) => <NewPasswordField {...field} policy={policy} words={invitation ?? undefined} />,
    checkbox: (field) => (field.name === TERMS ? <TermsField {...field} t={t} /> : <CheckboxField {...field} />),
  };
  return (
    <FormStage
      form={form}
      fields={4}
      loading={t('mailedLink.loading')}
      dead={<DeadLink form={form} />}
      done={form.state === 'done' && form.result === null && <SignInNow form={form} look={look} />}
    >
      <p className="udb-text">{t('welcome.intro', { address: invitation?.email ?? '' })}</p>
      <Form<WelcomeValues, User | null, WelcomeFormApi>
        form={form}
        slots={look.slots}
        submit={t('welcome.submit')}
        pending={t('welcome.pending')}
        kinds={kinds}
        alertExtra={<ErrorSummary form={form} />}
        root={root}
      >
        {look.children}
      </Form>
    </FormStage>
  );
}

function SignInNow({ form, look }: BodyProps) {
  return (
    <Slot content={look.slots?.success} form={form}>
      <Outcome part="welcome-done">
        <p className="udb-text">{form.t('welcome.done.text')}</p>
        <LoginLink className="udb-button" />
      </Outcome>
    </Slot>
  );
}

/** Whom to ask; and for who has chosen a password before, the way in. */
function DeadLink({ form: { t } }: { form: WelcomeFormApi }) {
  return (
    <Outcome part="welcome-dead">
      <p className="udb-text">{t('welcome.dead.text')}</p>
      <p className="udb-footer-line">
        <SignInOrReset />
      </p>
    </Outcome>
  );
}
