// Asks for the mail with a link to a new password, and sets the password by that link.

import { useUserdb } from '../context.tsx';
import { useClient } from '../hooks/useClient.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { forgetMailedToken } from '../hooks/useQuery.ts';
import { newPassword } from '../messages/en/newPassword.ts';
import { ChangePasswordForm as OwnChangeForm } from '../screens/ChangePasswordPage.tsx';
import { ResetPasswordForm as OwnResetForm } from '../screens/ResetPasswordPage.tsx';
import { UserdbError } from '../userdbError.ts';
import type { User } from '../wire.ts';
import { ownFormProps } from './ownForm.ts';
import type { FormProps } from './props.ts';
import { TemplateForm } from './TemplateForm.tsx';

export function ResetPasswordForm(props: FormProps) {
  return props.children ? <WrittenReset {...props} /> : <OwnResetForm {...ownFormProps(props)} />;
}

function WrittenReset(props: FormProps) {
  const client = useClient();
  return (
    <TemplateForm
      given={props}
      event={() => ({ type: 'passwordResetRequested' })}
      keyOf={(name) => name === 'email' && name}
      send={({ email }, signal) => client.forgot(String(email), { signal })}
    />
  );
}

export interface ChangePasswordFormProps extends FormProps {
  spToken?: string;
}

export function ChangePasswordForm({ spToken, ...props }: ChangePasswordFormProps) {
  const own = { ...ownFormProps(props), spToken };
  return props.children ? <WrittenChange spToken={spToken} {...props} /> : <OwnChangeForm {...own} />;
}

function WrittenChange({ spToken, ...props }: ChangePasswordFormProps) {
  const client = useClient();
  const { session } = useUserdb();
  const { t } = useMessages(undefined, newPassword);
  return (
    <TemplateForm<User | null>
      given={props}
      event={(user) => ({ type: 'passwordChanged', user: user ?? undefined })}
      keyOf={(name) => /^(p|confirmP)assword$/.test(name) && name}
      send={async ({ confirmPassword, ...data }, signal) => {
        if (confirmPassword !== undefined && confirmPassword !== data.password) {
          throw new UserdbError(400, t('password.different'));
        }
        const user = await client.changePassword({ ...data, sptoken: spToken ?? '' }, { signal });
        forgetMailedToken();
        if (user) session.set(user);
        return user;
      }}
    />
  );
}
