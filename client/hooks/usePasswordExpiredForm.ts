// Replaces a password that has grown too old. The server then ends the session, unless it is told otherwise.

import { useEffect, useRef } from 'react';
import { useUserdb } from '../context.tsx';
import { type ExpiredKey, expired } from '../messages/en/expired.ts';
import { type NewPasswordKey, newPassword } from '../messages/en/newPassword.ts';
import { withNext } from '../next.ts';
import type { User } from '../wire.ts';
import { chooseFields } from './fields.ts';
import type { FormApi, FormOptions } from './formTypes.ts';
import { checkNewPassword, type NewPasswordValues, newPasswordFields } from './useChangePasswordForm.ts';
import { useClient } from './useClient.ts';
import { useForm } from './useForm.ts';
import { nextInUrl, useGoOn } from './useGoOn.ts';
import { useMessages } from './useMessages.ts';
import { type PolicyApi, usePasswordPolicy } from './usePasswordPolicy.ts';
import { useUser } from './useUser.ts';

export interface PasswordExpiredOptions extends FormOptions<NewPasswordValues, User | null> {
  /** Ask for the password twice. */
  confirm?: boolean;
}

export interface PasswordExpiredFormApi extends FormApi<NewPasswordValues, User | null, ExpiredKey | NewPasswordKey> {
  policy: PolicyApi;
  user: User | null;
  /** The password has not expired, so there is nothing to do. */
  upToDate: boolean;
}

const WORDS = { ...expired, ...newPassword };

export function usePasswordExpiredForm(options: PasswordExpiredOptions = {}): PasswordExpiredFormApi {
  const client = useClient();
  const { session, navigate, routes } = useUserdb();
  const { t } = useMessages(options.labels, WORDS);
  const goOn = useGoOn(options.redirectTo);
  const { user, status } = useUser();
  const policy = usePasswordPolicy(options);
  const replaced = useRef(false);

  async function send({ password }: NewPasswordValues, signal: AbortSignal) {
    await client.changeExpired({ password }, { signal });
    replaced.current = true;
    // The server signs people out here; whether this one did decides where to go. Who cannot be asked signs in.
    return session.refresh().catch(() => null);
  }

  function signIn(reason: string) {
    const next = options.redirectTo ?? nextInUrl();
    navigate(withNext(`${routes.login}${reason}`, next), { replace: true });
  }

  const form = useForm<NewPasswordValues, User | null, ExpiredKey | NewPasswordKey>({
    ...options,
    t,
    name: 'expired',
    action: client.uri('expired'),
    fields: chooseFields(newPasswordFields(t, options.confirm), options.fields),
    send,
    check: (values) => checkNewPassword(values, policy, t('password.different')),
    event: (user) => ({ type: 'passwordChanged', user: user ?? undefined }),
    goOn: (still) => (still ? goOn(still) : signIn('?status=reset')),
    checking: status === 'loading' || policy.loading,
  });

  // Nobody is signed in: there is no password to replace.
  const nobody = status === 'out' && !replaced.current;
  const leave = useRef(signIn);
  useEffect(() => {
    leave.current = signIn;
  });
  useEffect(() => {
    if (nobody && !replaced.current) leave.current('');
  }, [nobody]);

  const isOpen = form.state === 'idle' || form.state === 'waiting';
  return { ...form, policy, user, upToDate: isOpen && user !== null && !user.password_expired };
}
