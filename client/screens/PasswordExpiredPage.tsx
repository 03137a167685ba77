// A password that has grown too old: signed in, but first a new one.

import { useUserdb } from '../context.tsx';
import { Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { FormStage } from '../forms/FormStage.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Outcome } from '../forms/Outcome.tsx';
import { Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import type { RootProps } from '../forms/root.ts';
import { UsernameForManagers } from '../forms/UsernameForManagers.tsx';
import type { NewPasswordValues } from '../hooks/useChangePasswordForm.ts';
import {
  type PasswordExpiredFormApi,
  type PasswordExpiredOptions,
  usePasswordExpiredForm,
} from '../hooks/usePasswordExpiredForm.ts';
import { HomeLink, LogoutLink, ScreenLink } from '../links.tsx';
import type { User } from '../wire.ts';

export type PasswordExpiredFormProps = FormProps<NewPasswordValues, User | null, PasswordExpiredFormApi> &
  Pick<PasswordExpiredOptions, 'confirm'>;

export interface PasswordExpiredPageProps
  extends PasswordExpiredOptions,
    FormLook<PasswordExpiredFormApi>,
    PageOptions {}

export function PasswordExpiredForm(props: PasswordExpiredFormProps) {
  return <ExpiredBody form={usePasswordExpiredForm(props)} look={props} root={props} />;
}

export function PasswordExpiredPage(props: PasswordExpiredPageProps) {
  return (
    <PageBoundary onError={props.onError}>
      <Expired {...props} />
    </PageBoundary>
  );
}

function Expired(props: PasswordExpiredPageProps) {
  const form = usePasswordExpiredForm(props);
  return (
    <Page
      part={form.name}
      form={form}
      title={form.t(form.upToDate ? 'expired.not.title' : 'expired.title')}
      options={props}
      footer={<LogoutLink />}
    >
      {!form.upToDate && <p className="udb-text">{form.t('expired.intro')}</p>}
      <ExpiredBody form={form} look={props} />
    </Page>
  );
}

interface BodyProps {
  form: PasswordExpiredFormApi;
  look: FormLook<PasswordExpiredFormApi>;
  root?: RootProps<HTMLFormElement>;
}

function ExpiredBody({ form, look, root }: BodyProps) {
  const { t, user, policy, upToDate } = form;
  return (
    <FormStage form={form} fields={2} done={upToDate && <UpToDate t={t} />}>
      <Form<NewPasswordValues, User | null, PasswordExpiredFormApi>
        form={form}
        slots={look.slots}
        submit={t('expired.submit')}
        pending={t('expired.pending')}
        kinds={{ password: (field) => <NewPasswordField {...field} policy={policy} words={user ?? undefined} /> }}
        hidden={<UsernameForManagers login={user?.username} />}
        root={root}
      >
        {look.children}
      </Form>
    </FormStage>
  );
}

/** Somebody has come by hand, or by a link from before. */
function UpToDate({ t }: Pick<PasswordExpiredFormApi, 't'>) {
  const { routes } = useUserdb();
  return (
    <Outcome part="expired-not" quiet>
      <p className="udb-text">{t('expired.not.text')}</p>
      <HomeLink className="udb-button" />
      <ScreenLink className="udb-button-quiet" href={routes.account}>
        {t('expired.not.account')}
      </ScreenLink>
    </Outcome>
  );
}
