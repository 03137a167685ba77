// Choose a new password with the mailed link. A link that no longer works is said before anything is typed.

import { Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import type { RootProps } from '../forms/root.ts';
import { Skeleton } from '../forms/Skeleton.tsx';
import { Slot } from '../forms/Slot.tsx';
import { TryAgain } from '../forms/TryAgain.tsx';
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
  const forgot = useForgotForm();
  return <ChangeBody form={form} forgot={forgot} look={props} root={props} />;
}

export function ChangePasswordPage(props: ChangePasswordPageProps) {
  return (
    <PageBoundary>
      <Change {...props} />
    </PageBoundary>
  );
}

function Change(props: ChangePasswordPageProps) {
  const { slots = {} } = props;
  const form = useChangePasswordForm(props);
  const forgot = useForgotForm({ labels: props.labels });
  return (
    <Page
      part="change"
      title={titleOf(form, forgot)}
      options={props}
      header={slots.header && <Slot content={slots.header} form={form} />}
      footer={
        form.state !== 'done' && (
          <Slot content={slots.footer} form={form}>
            <p className="udb-footer-line">
              <LoginLink>{form.t('link.backToLogin')}</LoginLink>
            </p>
          </Slot>
        )
      }
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
  const { t } = form;
  if (form.loadError) return <TryAgain error={form.loadError} again={form.again} part="change" t={t} />;
  if (form.state === 'checking') return <Skeleton fields={2} lateness={form.lateness} text={t('mailedLink.loading')} />;
  if (form.state === 'dead') return <DeadLink form={form} forgot={forgot} />;
  if (form.state === 'done') {
    return (
      <Slot content={look.slots?.success} form={form}>
        <Outcome part="change-done">
          <p className="udb-text">{t('change.done.text')}</p>
          <LoginLink className="udb-button" />
        </Outcome>
      </Slot>
    );
  }

  return (
    <Form<NewPasswordValues, User | null, ChangePasswordFormApi>
      form={form}
      slots={look.slots}
      submit={t('change.submit')}
      pending={t('change.pending')}
      kinds={{ password: (field) => <NewPasswordField {...field} policy={form.policy} /> }}
      hidden={<UsernameForManagers />}
      root={root}
    >
      {look.children}
    </Form>
  );
}

/** Why, and the way to a new link right here. */
function DeadLink({ form: { t }, forgot }: Pick<BodyProps, 'form' | 'forgot'>) {
  if (forgot.state === 'done') return <ForgotBody form={forgot} look={{}} />;
  return (
    <Outcome part="change-dead">
      <p className="udb-text">{t('change.dead.text')}</p>
      <ForgotBody form={forgot} look={{}} />
    </Outcome>
  );
}
