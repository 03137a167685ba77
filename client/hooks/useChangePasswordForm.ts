// Sets the password of whoever holds the mailed link. Looks at the link first, without spending it.

import { useEffect } from 'react';
import type { PersonalWords } from '../../server/passwords/rules.ts';
import { useUserdb } from '../context.tsx';
import { type ChangeKey, change } from '../messages/en/change.ts';
import { type BackKey, backToLogin } from '../messages/en/links.ts';
import { type MailedLinkKey, mailedLink } from '../messages/en/mailedLink.ts';
import { type NewPasswordKey, newPassword } from '../messages/en/newPassword.ts';
import type { UserdbError } from '../userdbError.ts';
import type { User } from '../wire.ts';
import { chooseFields } from './fields.ts';
import type { FieldErrors, FormApi, FormOptions } from './formTypes.ts';
import { newPasswordField } from './knownFields.ts';
import { useAnswer } from './useAnswer.ts';
import { useClient } from './useClient.ts';
import { useForm } from './useForm.ts';
import { useGoOn } from './useGoOn.ts';
import { type CommonKey, type Translate, useMessages } from './useMessages.ts';
import { type PolicyApi, usePasswordPolicy } from './usePasswordPolicy.ts';
import { forgetMailedToken, useMailedToken } from './useQuery.ts';

export type NewPasswordValues = { password: string; confirmPassword: string };

export interface ChangePasswordOptions extends FormOptions<NewPasswordValues, User | null> {
  /** The token of the mailed link; else it is read from the address of the page. */
  spToken?: string;
  /** Ask for the password twice. */
  confirm?: boolean;
}

export interface ChangePasswordFormApi
  extends FormApi<NewPasswordValues, User | null, ChangeKey | MailedLinkKey | BackKey | NewPasswordKey> {
  /** The link could not be looked at. */
  loadError: UserdbError | null;
  again(): void;
  policy: PolicyApi;
}

/** What the server says of a link that no longer works, or never did. */
const DEAD = new Set([400, 404, 410]);

const WORDS = { ...change, ...mailedLink, ...backToLogin, ...newPassword };

export function useChangePasswordForm(options: ChangePasswordOptions = {}): ChangePasswordFormApi {
  const client = useClient();
  const { session } = useUserdb();
  const { t } = useMessages(options.labels, WORDS);
  const goOn = useGoOn(options.redirectTo);
  const token = useMailedToken(options.spToken);
  const link = useAnswer(token ? `change:${token}` : null, () => client.checkResetToken(token ?? ''));
  const policy = usePasswordPolicy(options);
  const refused = link.is === 'refused' ? link.error : null;
  const spent = token === '' || (refused !== null && DEAD.has(refused.status));

  const form = useForm<NewPasswordValues, User | null, ChangeKey | MailedLinkKey | BackKey | NewPasswordKey>({
    ...options,
    t,
    name: 'change',
    action: client.uri('change'),
    fields: chooseFields(newPasswordFields(t, options.confirm), options.fields),
    send: ({ password }, signal) => client.changePassword({ sptoken: token ?? '', password }, { signal }),
    check: (values) => checkNewPassword(values, policy, t('password.different')),
    event: (user) => ({ type: 'passwordChanged', user: user ?? undefined }),
    received: (user) => user && session.set(user),
    goOn: (user) => user && goOn(user),
    checking: !spent && !refused && (link.is === 'awaited' || policy.loading),
    dead: (error) => spent || error?.status === 404 || error?.code === 'TOKEN_INVALID',
  });

  const { state } = form;
  useEffect(() => {
    if (state === 'done' || state === 'dead') forgetMailedToken();
  }, [state]);

  return { ...form, loadError: spent ? null : refused, again: link.again, policy };
}

export function newPasswordFields(t: Translate<CommonKey | NewPasswordKey>, confirm = false) {
  const once = newPasswordField(t, 'password', t('field.newPassword'));
  return confirm ? [once, newPasswordField(t, 'confirmPassword', t('field.confirmPassword'))] : [once];
}

export function checkNewPassword(
  { password, confirmPassword }: NewPasswordValues,
  policy: PolicyApi,
  different: string,
  words?: PersonalWords,
): FieldErrors<NewPasswordValues> {
  const problem = password ? policy.problem(password, words) : null;
  const differs = confirmPassword !== undefined && confirmPassword !== password;
  return { ...(problem && { password: problem }), ...(differs && { confirmPassword: different }) };
}
