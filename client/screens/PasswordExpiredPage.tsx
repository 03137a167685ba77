// A password that has grown too old: signed in, but first a new one.

import { Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { Page, PageBoundary, type PageOptions } from '../forms/Page.tsx';
import type { RootProps } from '../forms/root.ts';
import { Skeleton } from '../forms/Skeleton.tsx';
import { Slot } from '../forms/Slot.tsx';
import { UsernameForManagers } from '../forms/UsernameForManagers.tsx';
import type { NewPasswordValues } from '../hooks/useChangePasswordForm.ts';
import {
  type PasswordExpiredFormApi,
  type PasswordExpiredOptions,
  usePasswordExpiredForm,
} from '../hooks/usePasswordExpiredForm.ts';
import { LogoutLink } from '../links.tsx';
import type { User } from '../wire.ts';

export type PasswordExpiredFormProps = FormProps<NewPasswordValues, User | null, PasswordExpiredFormApi> &
  Pick<PasswordExpiredOptions, 'confirm'>;

export interface PasswordExpiredPageProps
  extends PasswordExpiredOptions,
    FormLook<PasswordExpiredFormApi>,
    PageOptions {}

export function PasswordExpiredForm(props: PasswordExpiredFormProps) {
  const form = usePasswordExpiredForm(props);
  return <ExpiredBody form={form} look={props} root={props} />;
}

export function PasswordExpiredPage(props: PasswordExpiredPageProps) {
  return (
    <PageBoundary>
      <Expired {...props} />
    </PageBoundary>
  );
}

function Expired(props: PasswordExpiredPageProps) {
  const { slots = {} } = props;
  const form = usePasswordExpiredForm(props);
  const { t } = form;
  return (
    <Page
      part="expired"
      title={t('expired.title')}
      options={props}
      header={slots.header && <Slot content={slots.header} form={form} />}
      footer={
        <Slot content={slots.footer} form={form}>
          <LogoutLink />
        </Slot>
      }
    >
      <p className="udb-text">{t('expired.intro')}</p>
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
  const { t, user } = form;
  if (form.state === 'checking') return <Skeleton fields={2} lateness={form.lateness} text={t('pending.loading')} />;
  return (
    <Form<NewPasswordValues, User | null, PasswordExpiredFormApi>
      form={form}
      slots={look.slots}
      submit={t('expired.submit')}
      pending={t('expired.pending')}
      kinds={{
        password: (field) => <NewPasswordField {...field} policy={form.policy} words={user ?? undefined} />,
      }}
      hidden={<UsernameForManagers login={user?.username} />}
      root={root}
    >
      {look.children}
    </Form>
  );
}
