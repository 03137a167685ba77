// Makes a user, by an invitation or with a password, or changes one.

import { useState } from 'react';
import type { UserChanges } from '../adminWire.ts';
import { NewPasswordField } from '../forms/NewPasswordField.tsx';
import type { FieldSpec } from '../hooks/fields.ts';
import type { FormValues } from '../hooks/formTypes.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { usePasswordPolicy } from '../hooks/usePasswordPolicy.ts';
import { person } from '../messages/en/person.ts';
import { UserdbError } from '../userdbError.ts';
import type { AdminUser, User } from '../wire.ts';
import { AccountField } from './AccountField.tsx';
import { Conflict, type Difference, differencesOf } from './Conflict.tsx';
import { pretty, RadioField } from './fields.tsx';
import { Root } from './parts/Root.tsx';
import { RolesField, tickedRoles } from './RolesField.tsx';
import { RowForm } from './RowForm.tsx';
import { checkCustomData, customDataField, customDataOf, plainField, statusField } from './rowFields.ts';
import { UserEvents } from './UserEvents.tsx';
import { useAdmin } from './useAdmin.ts';
import { adminWords } from './useAdminMessages.ts';
import { type RowFormOptions, useRowForm } from './useRowForm.ts';
import { useWho } from './useWho.ts';

export interface UserFormProps extends RowFormOptions<AdminUser, UserChanges> {
  /** Who is signed in; else it is asked. */
  loggedInUser?: User | AdminUser | null;
  /** Where a new user belongs. */
  accountId?: string;
  /** Default true. */
  showCustomData?: boolean;
}

export function UserForm(props: UserFormProps) {
  const row = props.value ?? props.form ?? null;
  return (
    <Root part="user">
      {/* Another user is another form. */}
      <Body key={row?.id ?? ''} {...props} value={row} />
      {row && <UserEvents userId={row.id} />}
    </Root>
  );
}

const WORDS = { ...adminWords, ...person };
const NAMES = ['givenName', 'middleName', 'surname'] as const;

function Body(props: UserFormProps) {
  const { accountId, showCustomData = true } = props;
  const admin = useAdmin();
  const { t } = useMessages(props.labels, WORDS);
  const who = useWho(props.loggedInUser);
  const [first] = useState(props.value ?? null);
  /** As the server has it. */
  const [row, setRow] = useState(first);
  const [conflict, setConflict] = useState<Difference[]>([]);
  const [invited, setInvited] = useState(true);
  const [picked, setPicked] = useState(accountId);
  const labels = { 'policy.title': t('admin.user.policy'), 'password.needs': t('admin.user.policyProblem') };
  const policy = usePasswordPolicy({ first: true, labels });
  const account = row?.account_id ?? picked ?? who.accountId;
  const isOneself = row !== null && row.id === who.user?.id;

  const fields: FieldSpec[] = [
    ...(!row && who.isSuperAdmin ? [plainField(t, 'account_id', t('admin.users.account'), { type: 'account' })] : []),
    ...NAMES.map((name) =>
      plainField(t, name, t(`field.${name}`), {
        autoCapitalize: 'words',
        defaultValue: row?.[name] ?? '',
        // Who came without a name may stay so.
        required: name !== 'middleName' && (!row || Boolean(row[name])),
      }),
    ),
    plainField(t, 'email', t('field.email'), {
      type: 'email',
      autoCapitalize: 'none',
      defaultValue: row?.email,
      ...(isOneself && { readOnly: true, help: t('admin.user.ownEmail') }),
    }),
    row ? statusField(t, row.status) : plainField(t, 'how', t('admin.user.how'), { type: 'how', required: false }),
    ...(row || invited
      ? []
      : [
          plainField(t, 'password', t('field.password'), { type: 'password', autoComplete: 'new-password' }),
          plainField(t, 'mustChangePassword', t('admin.user.mustChange'), { type: 'checkbox', required: false }),
        ]),
    plainField(t, 'roles', t('admin.users.roles'), { type: 'roles', required: false }),
    ...(showCustomData ? [customDataField(t, row?.customData)] : []),
  ];

  function changes(values: FormValues): UserChanges {
    const [givenName, middleName, surname] = NAMES.map((name) => values[name]?.trim() || null);
    const names = { givenName, middleName, surname };
    const roles = tickedRoles(values).map((name) => ({ name }));
    const all = { ...names, email: values.email, roles, ...customDataOf(values) };
    if (row) return { id: row.id, ...all, status: values.status };
    const entry = invited
      ? { status: 'PENDING' }
      : {
          status: 'ENABLED',
          password: values.password,
          ...(values.mustChangePassword && { mustChangePassword: true }),
        };
    return { ...all, ...entry, ...(values.account_id && { account_id: values.account_id }) };
  }

  async function save(sent: UserChanges, signal: AbortSignal) {
    if (!row) return admin.users.save(sent, { signal });
    try {
      const saved = await admin.users.save({ expectedModifiedAt: row.modifiedAt, ...sent }, { signal });
      setRow(saved);
      return saved;
    } catch (error) {
      if (!(error instanceof UserdbError) || error.code !== 'EDITED_MEANWHILE') throw error;
      // Where nothing is to be changed, the answer is the user as it is now.
      const theirs = await admin.users.save({ id: row.id }, { signal });
      setConflict(differencesOf(fields, textsOf(row), textsOf(sent), textsOf(theirs)));
      setRow(theirs);
      throw error;
    }
  }

  function check(values: FormValues) {
    const problem = values.password && policy.problem(values.password, values);
    return { ...checkCustomData(t, values), ...(problem && { password: problem }) };
  }

  const form = useRowForm({ name: 'user', endpoint: 'users', fields, t, options: props, changes, save, check });
  const isConflict = form.error?.code === 'EDITED_MEANWHILE' && conflict.length > 0;
  return (
    <RowForm
      form={form}
      options={props}
      statuses={[first?.status, row?.status]}
      submit={row || !invited ? undefined : t('admin.user.invited')}
      alertExtra={form.alert && isConflict && <Conflict of={conflict} />}
      kinds={{
        account: (field) => <AccountField {...field} value={account} onChange={setPicked} />,
        how: () => (
          <RadioField
            name="how"
            legend={t('admin.user.how')}
            options={[
              { value: 'invite', label: t('admin.user.invite'), help: t('admin.user.inviteHelp') },
              { value: 'password', label: t('admin.user.setPassword'), help: t('admin.user.setPasswordHelp') },
            ]}
            value="invite"
            onChange={(how) => setInvited(how === 'invite')}
            part="user-how"
          />
        ),
        password: (field) => <NewPasswordField {...field} policy={policy} />,
        roles: (field) => (
          <RolesField
            {...field}
            accountId={account}
            chosen={namesOf(first)}
            others={namesOf(row)}
            except={who.isSuperAdmin ? undefined : who.superAdmin}
          />
        ),
      }}
    />
  );
}

function namesOf(row: AdminUser | null) {
  return row?.roles.map(({ name }) => name) ?? [];
}

/** What stands in the fields; of the roles, one a line. */
function textsOf({ givenName, middleName, surname, email, status, roles, customData }: Partial<UserChanges>) {
  const texts = { givenName, middleName, surname, email, status };
  const entries = Object.entries(texts).map(([name, text]) => [name, text ?? '']);
  const names = (roles ?? []).map(({ name }) => name).sort();
  const hasData = customData && Object.keys(customData).length > 0;
  return { ...Object.fromEntries(entries), roles: names.join('\n'), customData: hasData ? pretty(customData) : '' };
}
