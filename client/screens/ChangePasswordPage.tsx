// Choose a new password with the mailed link. A link that no longer works is said before anything is typed.

import { Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { FormStage } from '../forms/FormStage.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import type { RootProps } from '../forms/root.ts';
import { Slot } from '../forms/Slot.tsx';
import { UsernameForManagers } from '../forms/UsernameForManagers.tsx';
import {
  type ChangePasswordFormApi,
  type ChangePasswordOptions,
  type NewPasswordValues,
  useChangePasswordForm,
} from '../hooks/useChangePasswordForm.ts';
import { type ForgotFormApi, useForgotForm } from '../hooks/useForgotForm.ts';
import { LoginLink } from '../links.tsx';
import type { User } from '../wire.ts';
import { ForgotBody } from './ResetPasswordPage.tsx';

export type ChangePasswordFormProps = FormProps<NewPasswordValues, User | null, ChangePasswordFormApi> &
  Pick<ChangePasswordOptions, 'spToken' | 'confirm'>;

export interface ChangePasswordPageProps extends ChangePasswordOptions, FormLook<ChangePasswordFormApi>, PageOptions {}

export function ChangePasswordForm(props: ChangePasswordFormProps) {
  const form = useChangePasswordForm(props);
  const forgot = useForgotForm({ labels: props.labels });
  return <ChangeBody form={form} forgot={forgot} look={props} root={props} />;
}

export function ChangePasswordPage(props: ChangePasswordPageProps) {
  return (
    <PageBoundary onError={props.onError}>
      <Change {...props} />
    </PageBoundary>
  );
}

function Change(props: ChangePasswordPageProps) {
  const form = useChangePasswordForm(props);
  const forgot = useForgotForm({ labels: props.labels });
  const back = (
    <p className="udb-footer-line">
      <LoginLink>{form.t('link.backToLogin')}</LoginLink>
    </p>
  );
  return (
    <Page
      part={form.name}
      form={form}
      title={titleOf(form, forgot)}
      options={props}
      footer={form.state !== 'done' && back}
    >
      <ChangeBody form={form} forgot={forgot} look={props} />
    </Page>
  );
}

function titleOf({ state, loadError, t }: ChangePasswordFormApi, forgot: ForgotFormApi) {
  if (forgot.state === 'done') return forgot.t('forgot.done.title');
  if (loadError) return t('mailedLink.failed');
  if (state === 'dead') return t('mailedLink.dead');
  return t(state === 'done' ? 'change.done.title' : 'change.title');
}

interface BodyProps {
  form: ChangePasswordFormApi;
  /** For a link that no longer works. */
  forgot: ForgotFormApi;
  look: FormLook<ChangePasswordFormApi>;
  root?: RootProps<HTMLFormElement>;
}

function ChangeBody({ form, forgot, look, root }: BodyProps) {
  const { t, policy } = form;
  return (
    <FormStage
      form={form}
      fields={2}
      loading={t('mailedLink.loading')}
      dead={<DeadLink form={form} forgot={forgot} />}
      done={form.state === 'done' && <Changed form={form} look={look} />}
    >
      <Form<NewPasswordValues, User | null, ChangePasswordFormApi>
        form={form}
        slots={look.slots}
        submit={t('change.submit')}
        pending={t('change.pending')}
        kinds={{ password: (field) => <NewPasswordField {...field} policy={policy} /> }}
        hidden={<UsernameForManagers />}
        root={root}
      >
        {look.children}
      </Form>
    </FormStage>
  );
}

function Changed({ form, look }: Pick<BodyProps, 'form' | 'look'>) {
  return (
    <Slot content={look.slots?.success} form={form}>
      <Outcome part="change-done">
        <p className="udb-text">{form.t('change.done.text')}</p>
        <LoginLink className="udb-button" />
      </Outcome>
    </Slot>
  );
}

/** Why, and the way to a new link right here. */
function DeadLink({ form: { t }, forgot }: Pick<BodyProps, 'form' | 'forgot'>) {
  const way = <ForgotBody form={forgot} />;
  if (forgot.state === 'done') return way;
  return (
    <Outcome part="change-dead">
      <p className="udb-text">{t('change.dead.text')}</p>
      {way}
    </Outcome>
  );
}
