// The own account: profile, password and devices, each a card with a form of its own.

import { type ReactNode, useId, useState } from 'react';
import { CheckboxField } from '../forms/CheckboxField.tsx';
import { DeviceList } from '../forms/DeviceList.tsx';
import { ErrorSummary } from '../forms/ErrorSummary.tsx';
import { Fact } from '../forms/Fact.tsx';
import { type FieldKinds, Form, type FormLook, type FormProps } from '../forms/Form.tsx';
import { FormStage } from '../forms/FormStage.tsx';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import { type HeadingLevel, Page, type PageOptions } from '../forms/Page.tsx';
import { PageBoundary } from '../forms/PageBoundary.tsx';
import { PasswordField } from '../forms/PasswordField.tsx';
import { SessionEnding } from '../forms/SessionEnding.tsx';
import { SessionLoading } from '../forms/SessionLoading.tsx';
import { UsernameForManagers } from '../forms/UsernameForManagers.tsx';
import { type Labels, useMessages } from '../hooks/useMessages.ts';
import {
  type OwnPasswordFormApi,
  type OwnPasswordOptions,
  type OwnPasswordValues,
  useOwnPasswordForm,
} from '../hooks/useOwnPasswordForm.ts';
import {
  type ProfileFormApi,
  type ProfileOptions,
  type ProfileValues,
  useProfileForm,
} from '../hooks/useProfileForm.ts';
import { useSignedIn } from '../hooks/useSignedIn.ts';
import { HomeLink, LoginLink, LogoutLink } from '../links.tsx';
import { account } from '../messages/en/account.ts';
import type { User } from '../wire.ts';

export type UserProfileFormProps = Omit<FormProps<ProfileValues, User, ProfileFormApi>, 'redirectTo'>;
export type OwnPasswordFormProps = Omit<FormProps<OwnPasswordValues, User, OwnPasswordFormApi>, 'redirectTo'> &
  Pick<OwnPasswordOptions, 'confirm'>;

export interface AccountPageProps extends PageOptions {
  /** Words for this one. */
  labels?: Labels;
  /** For the form of the profile, such as its `fields`. */
  profile?: ProfileOptions & FormLook<ProfileFormApi>;
  /** For the form of the password. */
  password?: OwnPasswordOptions & FormLook<OwnPasswordFormApi>;
  /** Above the heading, and below the cards. */
  slots?: { header?: ReactNode; footer?: ReactNode };
  /** More cards, below the others. */
  children?: ReactNode;
}

const PROFILE: FieldKinds = {
  password: (field) => <PasswordField {...field} />,
  checkbox: (field) => <CheckboxField {...field} />,
};

export function UserProfileForm(props: UserProfileFormProps) {
  const form = useProfileForm(props);
  const { t } = form;
  return (
    <FormStage form={form} fields={3} done={!form.user && <Nobody t={t} />}>
      <Form<ProfileValues, User, ProfileFormApi>
        form={form}
        slots={props.slots}
        submit={t('account.save')}
        pending={t('account.saving')}
        kinds={PROFILE}
        alertExtra={<ErrorSummary form={form} />}
        root={props}
      >
        {props.children}
      </Form>
    </FormStage>
  );
}

export function OwnPasswordForm(props: OwnPasswordFormProps) {
  const form = useOwnPasswordForm(props);
  const { t, user, policy } = form;
  return (
    <FormStage form={form} fields={2} done={!user && <Nobody t={t} />}>
      <Form<OwnPasswordValues, User, OwnPasswordFormApi>
        form={form}
        slots={props.slots}
        submit={t('account.setPassword')}
        pending={t('account.setting')}
        kinds={{ password: (field) => <NewPasswordField {...field} policy={policy} words={user ?? undefined} /> }}
        hidden={<UsernameForManagers login={user?.username} />}
        root={props}
      >
        {props.children}
      </Form>
    </FormStage>
  );
}

/** In place of a form that stands on a page of the host's own. */
function Nobody({ t }: Pick<ProfileFormApi, 't'>) {
  return (
    <p className="udb-text">
      {t('error.UNAUTHENTICATED')} <LoginLink />
    </p>
  );
}

export function AccountPage(props: AccountPageProps) {
  return (
    <PageBoundary>
      <Account {...props} />
    </PageBoundary>
  );
}

function Account(props: AccountPageProps) {
  const { labels, headingLevel = 1, children } = props;
  const { t } = useMessages(labels, account);
  const [version, setVersion] = useState(0);
  const user = useSignedIn();
  const level = Math.min(headingLevel + 1, 6) as HeadingLevel;

  function onPasswordSet(changed: User) {
    // The others have been signed out.
    setVersion(version + 1);
    return props.password?.onSuccess?.(changed);
  }

  return (
    <Page part="account" title={t('account.title')} options={props} footer={<HomeLink />} cards>
      {user ? (
        <>
          <Card part="profile" title={t('account.profile')} level={level}>
            <dl className="udb-facts">
              <Fact term={t('account.roles')} text={names(user.roles) || t('account.noRoles')} />
              <Fact term={t('account.account')} text={names(user.accounts)} />
            </dl>
            <UserProfileForm labels={labels} {...props.profile} />
          </Card>
          <Card part="password" title={t('account.password')} level={level}>
            <OwnPasswordForm labels={labels} {...props.password} onSuccess={onPasswordSet} />
          </Card>
          <Card part="devices" title={t('devices.title')} level={level}>
            <DeviceList labels={labels} version={version} />
            <LogoutLink />
          </Card>
          {children}
          <SessionEnding labels={labels} />
        </>
      ) : (
        <div className="udb-card">
          <SessionLoading fields={4} />
        </div>
      )}
    </Page>
  );
}

/** A transformer of the host's may have left them out. */
function names(things: { name: string }[] = []) {
  return things.map(({ name }) => name).join(', ');
}

function Card(props: { part: string; title: string; level: HeadingLevel; children: ReactNode }) {
  const id = useId();
  const Heading = `h${props.level}` as const;
  return (
    <section className="udb-card" aria-labelledby={id} data-udb-part={`account-${props.part}`}>
      <Heading className="udb-heading-card" id={id}>
        {props.title}
      </Heading>
      {props.children}
    </section>
  );
}
