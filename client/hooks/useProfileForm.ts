// Changes what the person who is signed in is called. Another address takes the current password, and a mailed link.
// Only what the person has changed is sent: the rest may be another by now, from another tab or device.

import { type FormEvent, useEffect, useState } from 'react';
import type { Values } from '../basicApi.ts';
import { useUserdb } from '../context.tsx';
import { askOnLeaving } from '../leaving.ts';
import { type AccountKey, account } from '../messages/en/account.ts';
import { type PersonKey, person } from '../messages/en/person.ts';
import type { User } from '../wire.ts';
import { chooseFields, type FieldSpec } from './fields.ts';
import type { FieldErrors, FormApi, FormOptions, FormValues } from './formTypes.ts';
import { knownField } from './knownFields.ts';
import { readValues, withoutPasswords } from './readForm.ts';
import { useClient } from './useClient.ts';
import { useDraft } from './useDraft.ts';
import { useForm } from './useForm.ts';
import { type Translate, useMessages } from './useMessages.ts';
import { useSessionState } from './useSessionState.ts';

export type ProfileKey = AccountKey | PersonKey;
export type ProfileValues = FormValues;
/** A field may be part of the custom data: `customData.team`. */
export type ProfileOptions = Omit<FormOptions<ProfileValues, User>, 'redirectTo'>;

export interface ProfileFormApi extends FormApi<ProfileValues, User, ProfileKey> {
  /** Null: not known yet, or nobody. */
  user: User | null;
}

const WORDS = { ...account, ...person };
const CUSTOM = 'customData.';
const CURRENT = 'existingPassword';

export function useProfileForm(options: ProfileOptions = {}): ProfileFormApi {
  const client = useClient();
  const { session } = useUserdb();
  const { t } = useMessages(options.labels, WORDS);
  const { user, status } = useSessionState();
  const [isMoving, setMoving] = useState(false);
  const draft = useDraft(user?.id);
  // What the fields began with; whoever saves in another tab meanwhile changes none of them.
  const [basis, setBasis] = useState(user);
  if (basis?.id !== user?.id) setBasis(user);

  const fields = [...chooseFields(usualFields(t, basis), options.fields).map(filledIn), currentPassword(t, isMoving)];

  function filledIn(spec: FieldSpec): FieldSpec {
    const value = draft.values?.[spec.name] ?? presentValue(basis, spec.name);
    const help = spec.name === 'email' && isMoving ? t('account.newEmail') : spec.help;
    return { ...spec, help, defaultValue: value === undefined || value === null ? spec.defaultValue : String(value) };
  }

  const isOther = (email: string | undefined) => email !== undefined && !isSame('email', email, basis?.email);

  function check({ email, [CURRENT]: password }: ProfileValues): FieldErrors<ProfileValues> {
    // The field may not be there yet: a browser that fills in an address does not always say so.
    setMoving(isOther(email));
    return isOther(email) && !password ? { [CURRENT]: t('required.existingPassword') } : {};
  }

  const form = useForm<ProfileValues, User, ProfileKey>({
    ...options,
    t,
    name: 'profile',
    action: client.uri('me'),
    fields,
    check,
    send: (values, signal) => client.updateProfile(asProfile(changesOf(fields, values, basis)), { signal }),
    event: (user) => ({ type: 'profileUpdated', user }),
    received(changed, element) {
      draft.drop();
      session.set(changed);
      setBasis(changed);
      fill(element, fields, changed);
      setMoving(false);
    },
    checking: status === 'loading',
  });

  const { state, sent } = form;
  const question = t('account.unsaved');
  const { isUnsaved } = draft;
  useEffect(() => askOnLeaving(() => isUnsaved() && question), [isUnsaved, question]);

  function onInput(event: FormEvent<HTMLFormElement>) {
    form.formProps.onInput?.(event);
    const changes = Object.entries(changesOf(fields, readValues(event.currentTarget), basis));
    draft.keep(
      withoutPasswords(fields, Object.fromEntries(changes.map(([name, value]) => [name, String(value ?? '')]))),
    );
    if (state === 'done') form.reset();
    const { target } = event;
    if (target instanceof HTMLInputElement && target.name === 'email') setMoving(isOther(target.value));
  }

  const saved = isOther(sent.email) ? t('account.mailed', { address: sent.email ?? '' }) : t('account.saved');
  return {
    ...form,
    user,
    fields: isMoving ? fields : fields.filter((spec) => spec.name !== CURRENT),
    formProps: { ...form.formProps, onInput },
    status: state === 'done' ? saved : form.status,
  };
}

/** The password that the person has now, as a field. */
export function currentPassword(t: Translate, required = true): FieldSpec {
  return knownField(t, CURRENT, { type: 'password', autoComplete: 'current-password', required });
}

function usualFields(t: Translate, user: User | null): FieldSpec[] {
  const names = user?.middleName ? ['givenName', 'middleName', 'surname'] : ['givenName', 'surname'];
  return [...names.map((name) => knownField(t, name)), knownField(t, 'email', { carried: false })];
}

function presentValue(user: User | null, name: string): unknown {
  const values: Values = { ...user };
  return name.startsWith(CUSTOM) ? user?.customData?.[name.slice(CUSTOM.length)] : values[name];
}

/** By the names of the fields. */
function changesOf(fields: FieldSpec[], values: ProfileValues, user: User | null): Values {
  const all = fields.map(({ name, type }) => [name, typed(type, values[name])] as const);
  return Object.fromEntries(all.filter(([name, value]) => !isSame(name, value, presentValue(user, name))));
}

/** As it is shown: a box that is not ticked, a field that is empty and nothing at all are the same. */
function isSame(name: string, one: unknown, other: unknown): boolean {
  const [shown, before] = [one, other].map((value) => {
    const text = String((value === false ? null : value) ?? '');
    return name === 'email' ? text.trim().toLowerCase() : text;
  });
  return shown === before;
}

/** The body of the request: custom data together, the password only where it is another address. */
function asProfile(changes: Values): Values {
  const profile: Values = {};
  const customData: Values = {};
  for (const [name, value] of Object.entries(changes)) {
    if (name.startsWith(CUSTOM)) customData[name.slice(CUSTOM.length)] = value;
    else if (name !== CURRENT || 'email' in changes) profile[name] = value;
  }
  return Object.keys(customData).length > 0 ? { ...profile, customData } : profile;
}

/** Shows what is saved now; of custom data that the server does not tell, what was typed stays. */
function fill({ elements }: HTMLFormElement, fields: FieldSpec[], user: User) {
  for (const { name, type } of fields) {
    const input = elements.namedItem(name) as HTMLInputElement | null;
    const value = presentValue(user, name);
    if (!input || value === undefined) continue;
    if (type === 'checkbox') input.checked = value === true;
    else input.value = String(value ?? '');
  }
}

/** As the custom data has it: numbers and yes or no are no texts. A number that was emptied is taken away. */
function typed(type: string, value: string | undefined) {
  if (type === 'checkbox') return value !== undefined;
  return type === 'number' ? (value ? Number(value) : null) : value;
}
