// Signs a person in with what they typed, and takes them where they wanted to go.

import { useUserdb } from '../context.tsx';
import { type LoginKey, login as words } from '../messages/en/login.ts';
import type { User } from '../wire.ts';
import { chooseFields, type KnownFields, viewModelFields } from './fields.ts';
import type { FormApi, FormOptions } from './formTypes.ts';
import { useAnswer } from './useAnswer.ts';
import { useForm } from './useForm.ts';
import { useGoOn } from './useGoOn.ts';
import { useMessages } from './useMessages.ts';

export type LoginValues = { login: string; password: string };
export type LoginOptions = FormOptions<LoginValues, User>;
export type LoginFormApi = FormApi<LoginValues, User, LoginKey>;

const KNOWN = {
  login: {
    autoComplete: 'username',
    inputMode: 'email',
    autoCapitalize: 'none',
    enterKeyHint: 'next',
    carried: true,
    usual: 'Username or Email',
  },
  password: { autoComplete: 'current-password', enterKeyHint: 'go', usual: 'Password' },
} satisfies KnownFields;

/** What a server asks for that does not say. */
const USUAL = [
  { name: 'login', label: KNOWN.login.usual, type: 'text', required: true },
  { name: 'password', label: KNOWN.password.usual, type: 'password', required: true },
];

export function useLoginForm(options: LoginOptions = {}): LoginFormApi {
  const { client, session } = useUserdb();
  const { t } = useMessages(options.labels, words);
  const goOn = useGoOn(options.redirectTo);
  const viewModel = useAnswer('login', (api) => api.loginViewModel());
  const served = viewModel.is === 'given' ? viewModel.value.form.fields : USUAL;

  return useForm<LoginValues, User, LoginKey>({
    ...options,
    t,
    name: 'login',
    action: client.uri('login'),
    fields: chooseFields(viewModelFields(t, served, KNOWN), options.fields),
    send: (values, signal) => client.login(values, { signal }),
    event: (user) => ({ type: 'login', user }),
    received: (user) => session.set(user),
    goOn,
  });
}
