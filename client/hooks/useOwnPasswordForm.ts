// Replaces the password of the person who is signed in; the current one proves that it is that person.

import type { FormEvent } from 'react';
import { useUserdb } from '../context.tsx';
import { account } from '../messages/en/account.ts';
import { type NewPasswordKey, newPassword } from '../messages/en/newPassword.ts';
import { person } from '../messages/en/person.ts';
import type { User } from '../wire.ts';
import { chooseFields } from './fields.ts';
import type { FormApi, FormOptions } from './formTypes.ts';
import { checkNewPassword, type NewPasswordValues, newPasswordFields } from './useChangePasswordForm.ts';
import { useClient } from './useClient.ts';
import { useForm } from './useForm.ts';
import { useMessages } from './useMessages.ts';
import { type PolicyApi, usePasswordPolicy } from './usePasswordPolicy.ts';
import { currentPassword, type ProfileKey } from './useProfileForm.ts';
import { useSessionState } from './useSessionState.ts';

export type OwnPasswordValues = NewPasswordValues & { existingPassword: string };

export interface OwnPasswordOptions extends Omit<FormOptions<OwnPasswordValues, User>, 'redirectTo'> {
  /** Ask for the new password twice. */
  confirm?: boolean;
}

export interface OwnPasswordFormApi extends FormApi<OwnPasswordValues, User, ProfileKey | NewPasswordKey> {
  policy: PolicyApi;
  /** Null: not known yet, or nobody. */
  user: User | null;
}

const WORDS = { ...account, ...person, ...newPassword };

export function useOwnPasswordForm(options: OwnPasswordOptions = {}): OwnPasswordFormApi {
  const client = useClient();
  const { session } = useUserdb();
  const { t } = useMessages(options.labels, WORDS);
  const { user, status } = useSessionState();
  const policy = usePasswordPolicy(options);

  const form = useForm<OwnPasswordValues, User, ProfileKey | NewPasswordKey>({
    ...options,
    t,
    name: 'password',
    action: client.uri('me'),
    fields: chooseFields([currentPassword(t), ...newPasswordFields(t, options.confirm)], options.fields),
    check: (values) => checkNewPassword(values, policy, t('password.different'), user ?? undefined),
    send: ({ existingPassword, password }, signal) => client.updateProfile({ existingPassword, password }, { signal }),
    event: (user) => ({ type: 'passwordChanged', user }),
    received(changed, element) {
      session.set(changed);
      // An emptied form and a new entry of the history tell password managers that it worked.
      element.reset();
      for (const input of element.elements) input.dispatchEvent(new Event('input', { bubbles: true }));
      history.replaceState(history.state, '');
    },
    checking: status === 'loading' || policy.loading,
  });

  const done = form.state === 'done';

  function onInput(event: FormEvent<HTMLFormElement>) {
    form.formProps.onInput(event);
    // Not when the form empties itself.
    if (done && (event.target as HTMLInputElement).value) form.reset();
  }

  return {
    ...form,
    formProps: { ...form.formProps, onInput },
    policy,
    user,
    status: done ? t('account.passwordSet') : form.status,
  };
}
