// Asks for the mail with a link to a new password. The answer is the same for every address.

import { useUserdb } from '../context.tsx';
import { email } from '../messages/en/email.ts';
import { type ForgotKey, forgot } from '../messages/en/forgot.ts';
import { type BackKey, backToLogin } from '../messages/en/links.ts';
import { chooseFields } from './fields.ts';
import type { FormApi, FormOptions } from './formTypes.ts';
import { knownField } from './knownFields.ts';
import { useClient } from './useClient.ts';
import { useForm } from './useForm.ts';
import { useMessages } from './useMessages.ts';

export type ForgotValues = { email: string };
export type ForgotOptions = FormOptions<ForgotValues, void>;
export type ForgotFormApi = FormApi<ForgotValues, void, ForgotKey | BackKey>;

const WORDS = { ...forgot, ...email, ...backToLogin };

export function useForgotForm(options: ForgotOptions = {}): ForgotFormApi {
  const client = useClient();
  const { navigate } = useUserdb();
  const { t } = useMessages(options.labels, WORDS);

  return useForm<ForgotValues, void, ForgotKey | BackKey>({
    ...options,
    t,
    name: 'forgot',
    action: client.uri('forgot'),
    fields: chooseFields([knownField(t, 'email', { enterKeyHint: 'send' })], options.fields),
    send: ({ email }, signal) => client.forgot(email, { signal }),
    event: () => ({ type: 'passwordResetRequested' }),
    goOn: () => options.redirectTo && navigate(options.redirectTo, { replace: true }),
  });
}
