// Lets somebody who was invited choose a first password, and signs them in with it.

import { useEffect } from 'react';
import { type User, UserdbError } from '../api.ts';
import { useUserdb } from '../context.tsx';
import { welcome } from '../text/welcome.ts';
import { chooseFields, knownField } from './fields.ts';
import { useAnswer } from './useAnswer.ts';
import { checkNewPassword, newPasswordFields } from './useChangePasswordForm.ts';
import { type FormApi, type FormOptions, type FormValues, useForm } from './useForm.ts';
import { useGoOn } from './useGoOn.ts';
import { translator, useMessages } from './useMessages.ts';
import { type PolicyApi, usePasswordPolicy } from './usePasswordPolicy.ts';
import { forgetMailedToken, useMailedToken } from './useQuery.ts';

/** Whom the invitation is for, and what its form sends along. */
export type Invitation = User & { welcomeToken: string };
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

export interface WelcomeFormApi extends FormApi<WelcomeValues, User | null> {
  /** Null until the link has been looked at. */
  invitation: Invitation | null;
  /** The link could not be looked at. */
  loadError: UserdbError | null;
  again(): void;
  policy: PolicyApi;
  /** The words of this screen. */
  words: ReturnType<typeof useWelcomeWords>;
}

/** What the server says of a link that no longer works, or never did. */
const DEAD = new Set([400, 404]);

export function useWelcomeForm(options: WelcomeOptions = {}): WelcomeFormApi {
  const { client, session } = useUserdb();
  const { t } = useMessages(options.labels);
  const words = useWelcomeWords(options.labels);
  const goOn = useGoOn(options.redirectTo);
  const token = useMailedToken(options.spToken);
  const link = useInvitation(token);
  const policy = usePasswordPolicy({ first: true, labels: options.labels });
  const invitation = link.is === 'given' ? link.value : null;
  const refused = link.is === 'refused' ? link.error : null;
  const spent = token === '' || (refused !== null && DEAD.has(refused.status));

  /** Null: the password is set, and the person has to sign in with it. */
  async function send(values: WelcomeValues, signal: AbortSignal): Promise<User | null> {
    await client.post('welcomed', { ...invitation, ...values }, { signal });
    try {
      return await client.login({ login: invitation?.email, password: values.password }, { signal });
    } catch (error) {
      if (error instanceof UserdbError) return null;
      throw error;
    }
  }

  const form = useForm<WelcomeValues, User | null>({
    ...options,
    name: 'welcome',
    action: client.uri('welcomed'),
    fields: chooseFields(
      [
        knownField(t, 'givenName', { defaultValue: invitation?.givenName ?? '' }),
        knownField(t, 'surname', { defaultValue: invitation?.surname ?? '' }),
        ...newPasswordFields(t, options.confirm),
      ],
      options.fields,
    ),
    send,
    check: (values) => checkNewPassword(values, policy, t('password.different'), { ...invitation, ...values }),
    event: 'passwordChanged',
    received: (user) => user && session.set(user),
    goOn: (user) => user && goOn(user),
    checking: !spent && !refused && (link.is === 'awaited' || policy.loading),
    dead: spent,
    isDead: ({ code }) => code === 'WELCOME_OVER',
  });

  const { state } = form;
  useEffect(() => {
    if (state === 'done' || state === 'dead') forgetMailedToken();
  }, [state]);

  return { ...form, invitation, loadError: spent ? null : refused, again: link.again, policy, words };
}

/** Whom a mailed token invites; asked once a token, and not at all without one. */
export function useInvitation(token: string | null) {
  return useAnswer(token ? `welcome:${token}` : null, async (client) => {
    return (await client.post('welcome', { sptoken: token })) as Invitation;
  });
}

function useWelcomeWords(labels: WelcomeOptions['labels']) {
  return translator(useUserdb(), labels, welcome);
}
