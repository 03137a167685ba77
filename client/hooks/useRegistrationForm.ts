// Makes a new user from the fields that the server is configured for; signs them in when nothing has to be verified.

import { useUserdb } from '../context.tsx';
import { type NewPasswordKey, newPassword } from '../messages/en/newPassword.ts';
import { type PersonKey, person } from '../messages/en/person.ts';
import { type RegisterKey, register } from '../messages/en/register.ts';
import { type TermsKey, terms } from '../messages/en/terms.ts';
import { UserdbError } from '../userdbError.ts';
import type { User } from '../wire.ts';
import { chooseFields, type FieldSpec, viewModelFields } from './fields.ts';
import type { FormApi, FormOptions, FormValues } from './formTypes.ts';
import { newPasswordField, PERSON } from './knownFields.ts';
import { TERMS, termsField } from './termsField.ts';
import { checkNewPassword, type NewPasswordValues } from './useChangePasswordForm.ts';
import { useClient } from './useClient.ts';
import { useForm } from './useForm.ts';
import { useGoOn } from './useGoOn.ts';
import { useMessages } from './useMessages.ts';
import { type PolicyApi, usePasswordPolicy } from './usePasswordPolicy.ts';
import { useRegistrationViewModel } from './useRegistrationViewModel.ts';

export type RegistrationValues = FormValues;
/** `verify`: a mail is on its way. `signIn`: made, but not signed in. `home`: signed in. */
export type Registered = { user: User; next: 'verify' | 'signIn' | 'home' };
export type RegistrationOptions = FormOptions<RegistrationValues, Registered>;

export interface RegistrationFormApi extends FormApi<RegistrationValues, Registered, RegistrationKey> {
  /** Registration is switched off on the server. */
  closed: boolean;
  /** The fields could not be asked for. */
  loadError: UserdbError | null;
  /** Asks for them once more. */
  again(): void;
  policy: PolicyApi;
}

export type RegistrationKey = RegisterKey | NewPasswordKey | PersonKey | TermsKey;

const WORDS = { ...register, ...newPassword, ...person, ...terms };

export function useRegistrationForm(options: RegistrationOptions = {}): RegistrationFormApi {
  const client = useClient();
  const { session, brand } = useUserdb();
  const { t } = useMessages(options.labels, WORDS);
  const goOn = useGoOn(options.redirectTo);
  const viewModel = useRegistrationViewModel();
  const policy = usePasswordPolicy({ first: true, labels: options.labels });

  const served = viewModel.is === 'given' ? viewModelFields(t, viewModel.value.form.fields, PERSON).map(asNew) : [];
  const defaults = brand.termsUrl && served.length > 0 ? [...served, termsField(t)] : served;
  const fields = chooseFields(asOneSignInName(defaults), options.fields);

  function asNew(spec: FieldSpec): FieldSpec {
    const { name } = spec;
    return name === 'password' || name === 'confirmPassword'
      ? { ...newPasswordField(t, name, spec.label), required: spec.required }
      : spec;
  }

  async function send({ [TERMS]: _ticked, ...values }: RegistrationValues, signal: AbortSignal): Promise<Registered> {
    const user = await client.register(values, { signal });
    if (user.status === 'UNVERIFIED') return { user, next: 'verify' };
    try {
      const login = values.email || values.username || user.username;
      return { user: await client.login({ login, password: values.password }, { signal }), next: 'home' };
    } catch (error) {
      // The account is there: to report a failure now would make people register again.
      if (error instanceof UserdbError) return { user, next: 'signIn' };
      throw error;
    }
  }

  const form = useForm<RegistrationValues, Registered, RegistrationKey>({
    ...options,
    t,
    name: 'register',
    action: client.uri('register'),
    fields,
    send,
    check: (values) => checkNewPassword(values as NewPasswordValues, policy, t('password.different'), values),
    event: ({ user }) => ({ type: 'registered', user }),
    received: ({ user, next }) => next === 'home' && session.set(user),
    goOn: ({ user, next }) => next === 'home' && goOn(user),
    checking: viewModel.is === 'awaited' || policy.loading,
  });
  const refusal = viewModel.is === 'refused' ? viewModel.error : null;
  const closed = refusal?.status === 404;
  return { ...form, closed, loadError: closed ? null : refusal, again: viewModel.again, policy };
}

/** A manager saves the pair it will be asked for: with a user name on the form, the address is not that name. */
function asOneSignInName(fields: FieldSpec[]): FieldSpec[] {
  if (!fields.some((spec) => spec.name === 'username')) return fields;
  return fields.map((spec) => (spec.name === 'email' ? { ...spec, autoComplete: 'email' } : spec));
}
