// Spends the token of a verification mail, once, and asks for another mail when it no longer works.

import { useEffect, useRef } from 'react';
import { withEveryCall } from '../api.ts';
import { announce, useUserdb } from '../context.tsx';
import { email } from '../messages/en/email.ts';
import { type BackKey, backToLogin } from '../messages/en/links.ts';
import { type MailedLinkKey, mailedLink } from '../messages/en/mailedLink.ts';
import { type VerifyKey, verify } from '../messages/en/verify.ts';
import { isFinal } from '../once.ts';
import type { UserdbError } from '../userdbError.ts';
import type { User } from '../wire.ts';
import { chooseFields } from './fields.ts';
import type { FormApi, FormOptions } from './formTypes.ts';
import { knownField } from './knownFields.ts';
import { useAnswer } from './useAnswer.ts';
import { useClient } from './useClient.ts';
import { useForm } from './useForm.ts';
import { useMessages } from './useMessages.ts';
import { forgetMailedToken, useMailedToken } from './useQuery.ts';
import { useInvitation } from './useWelcomeForm.ts';

export interface VerifyEmailOptions {
  /** The token of the mailed link; else it is read from the address of the page. */
  spToken?: string;
  /** Null: the server does not say whose address it was. */
  onSuccess?(user: User | null): void;
  /** The link is spent, or the server did not answer. */
  onError?(error: UserdbError): void;
}

export interface VerifyEmailApi {
  /**
   * `none`: there is no token. `failed`: the server could not be asked. `invited`: it is the token of an invitation,
   * for `useWelcomeForm`; where invitations have no mail of their own, their links lead here too.
   */
  state: 'checking' | 'none' | 'done' | 'dead' | 'failed' | 'invited';
  token: string | null;
  /** The user, when the server signed them in at once. */
  user: User | null;
  error: UserdbError | null;
  again(): void;
}

export function useVerifyEmail(options: VerifyEmailOptions = {}): VerifyEmailApi {
  const userdb = useUserdb();
  const token = useMailedToken(options.spToken);
  const answer = useAnswer(token ? `verify:${token}` : null, (api) => withEveryCall(api).verify(token ?? ''));
  const verifiesNothing = answer.is === 'refused' && answer.error.status === 404;
  const invitation = useInvitation(verifiesNothing ? token : null);
  const last = verifiesNothing ? invitation : answer;
  const state = stateOf();
  const user = answer.is === 'given' ? answer.value : null;
  const error = last.is === 'refused' ? last.error : null;

  function stateOf(): VerifyEmailApi['state'] {
    if (token === '') return 'none';
    if (last.is === 'awaited') return 'checking';
    if (last.is === 'given') return verifiesNothing ? 'invited' : 'done';
    return isFinal(last.error) ? 'dead' : 'failed';
  }

  const tell = useRef(() => {});
  useEffect(() => {
    tell.current = () => {
      if (state === 'done') {
        announce(userdb, { type: 'verified', user: user ?? undefined });
        options.onSuccess?.(user);
        if (user) userdb.session.set(user);
      } else if (error) options.onError?.(error);
      if (state === 'done' || state === 'dead') forgetMailedToken();
    };
  });
  const told = useRef<VerifyEmailApi['state']>('checking');
  useEffect(() => {
    if (told.current === state) return;
    told.current = state;
    tell.current();
  }, [state]);

  return { state, token, user, error, again: last.again };
}

export type ResendValues = { email: string };
export type ResendFormApi = FormApi<ResendValues, void, VerifyKey | MailedLinkKey | BackKey>;

const WORDS = { ...verify, ...email, ...mailedLink, ...backToLogin };

/** Asks for another verification mail. The answer is the same for every address. */
export function useResendForm(options: FormOptions<ResendValues, void> = {}): ResendFormApi {
  const client = useClient();
  const { t } = useMessages(options.labels, WORDS);

  return useForm<ResendValues, void, VerifyKey | MailedLinkKey | BackKey>({
    ...options,
    t,
    name: 'verify',
    action: client.uri('verify'),
    fields: chooseFields([knownField(t, 'email', { enterKeyHint: 'send' })], options.fields),
    send: ({ email }, signal) => client.resendVerification(email, { signal }),
  });
}
