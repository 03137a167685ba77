// Lets somebody who was invited choose a first password, and signs them in with it.

import { useEffect } from 'react';
import { withEveryCall } from '../api.ts';
import { useUserdb } from '../context.tsx';
import { type MailedLinkKey, mailedLink } from '../messages/en/mailedLink.ts';
import { type NewPasswordKey, newPassword } from '../messages/en/newPassword.ts';
import { type PersonKey, person } from '../messages/en/person.ts';
import { type TermsKey, terms } from '../messages/en/terms.ts';
import { type WelcomeKey, welcome } from '../messages/en/welcome.ts';
import { UserdbError } from '../userdbError.ts';
import type { Invitation, User } from '../wire.ts';
import { chooseFields } from './fields.ts';
import type { FormApi, FormOptions, FormValues } from './formTypes.ts';
import { knownField } from './knownFields.ts';
import { TERMS, termsField } from './termsField.ts';
import { useAnswer } from './useAnswer.ts';
import { checkNewPassword, newPasswordFields } from './useChangePasswordForm.ts';
import { useClient } from './useClient.ts';
import { useForm } from './useForm.ts';
import { useGoOn } from './useGoOn.ts';
import { useMessages } from './useMessages.ts';
import { type PolicyApi, usePasswordPolicy } from './usePasswordPolicy.ts';
import { forgetMailedToken, useMailedToken } from './useQuery.ts';

export type WelcomeValues = FormValues & {
  givenName: string;
  surname: string;
  password: string;
  confirmPassword: string;
};

export interface WelcomeOptions extends FormOptions<WelcomeValues, User | null> {
  /** The token of the mailed link; else it is read from the address of the page. */
  spToken?: string;
  /** Ask for the password twice. */
  confirm?: boolean;
}

export interface WelcomeFormApi extends FormApi<WelcomeValues, User | null, WelcomeFormKey> {
  /** Null until the link has been looked at. */
  invitation: Invitation | null;
  /** The link could not be looked at. */
  loadError: UserdbError | null;
  again(): void;
  policy: PolicyApi;
}

export type WelcomeFormKey = WelcomeKey | MailedLinkKey | NewPasswordKey | PersonKey | TermsKey;

const WORDS = { ...welcome, ...mailedLink, ...newPassword, ...person, ...terms };

/** What the server says of a link that no longer works, or never did. */
const DEAD = new Set([400, 404]);

export function useWelcomeForm(options: WelcomeOptions = {}): WelcomeFormApi {
  const client = useClient();
  const { session, brand } = useUserdb();
  const { t } = useMessages(options.labels, WORDS);
  const goOn = useGoOn(options.redirectTo);
  const token = useMailedToken(options.spToken);
  const link = useInvitation(token);
  const policy = usePasswordPolicy({ first: true, labels: options.labels });
  const invitation = link.is === 'given' ? link.value : null;
  const refused = link.is === 'refused' ? link.error : null;
  const spent = token === '' || (refused !== null && DEAD.has(refused.status));

  /** Null: the password is set, and the person has to sign in with it. */
  async function send({ [TERMS]: _ticked, ...values }: WelcomeValues, signal: AbortSignal): Promise<User | null> {
    await client.welcomed({ ...invitation, ...values }, { signal });
    try {
      return await client.login({ login: invitation?.email, password: values.password }, { signal });
    } catch (error) {
      if (error instanceof UserdbError) return null;
      throw error;
    }
  }

  const form = useForm<WelcomeValues, User | null, WelcomeFormKey>({
    ...options,
    t,
    name: 'welcome',
    action: client.uri('welcomed'),
    fields: chooseFields(
      [
        knownField(t, 'givenName', { defaultValue: invitation?.givenName ?? '' }),
        knownField(t, 'surname', { defaultValue: invitation?.surname ?? '' }),
        // Another address would not be the one that the link has proved.
        knownField(t, 'email', { defaultValue: invitation?.email, readOnly: true }),
        ...newPasswordFields(t, options.confirm),
        ...(brand.termsUrl ? [termsField(t)] : []),
      ],
      options.fields,
    ),
    send,
    check: (values) => checkNewPassword(values, policy, t('password.different'), { ...invitation, ...values }),
    event: (user) => ({ type: 'welcomed', user: user ?? undefined }),
    received: (user) => user && session.set(user),
    goOn: (user) => user && goOn(user),
    checking: !spent && !refused && (link.is === 'awaited' || policy.loading),
    dead: (error) => spent || error?.code === 'WELCOME_OVER',
  });

  const { state } = form;
  useEffect(() => {
    if (state === 'done' || state === 'dead') forgetMailedToken();
  }, [state]);

  return { ...form, invitation, loadError: spent ? null : refused, again: link.again, policy };
}

/** Whom a mailed token invites; asked once a token, and not at all without one. */
export function useInvitation(token: string | null) {
  return useAnswer(token ? `welcome:${token}` : null, (api) => withEveryCall(api).welcome(token ?? ''));
}
