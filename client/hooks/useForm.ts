// What every form does alike: read, check, send once, say what is wrong where it is wrong, move the focus there.
// Inputs are uncontrolled and read on submit, because autofill on some phones tells nobody that it has filled them in.

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { announce, useUserdb } from '../context.tsx';
import type { UserdbError } from '../userdbError.ts';
import { blamedField, describeError } from './describeError.ts';
import { fieldProps } from './fieldProps.ts';
import type { FieldSpec } from './fields.ts';
import type { FieldErrors, FormApi, FormSetup, FormState, FormValues } from './formTypes.ts';
import { askHost, plainErrors, readValues, withoutPasswords } from './readForm.ts';
import { useCarriedAddress } from './useCarriedAddress.ts';
import { useCountdown } from './useCountdown.ts';
import { useErrorTitle } from './useErrorTitle.ts';
import { useLateness } from './useLateness.ts';
import type { CommonKey } from './useMessages.ts';
import { useOnline } from './useOnline.ts';
import { useSubmit } from './useSubmit.ts';

/** With so many fields, those that are wrong are listed above them, and the list takes the focus. */
export const MANY_FIELDS = 5;

export function useForm<V extends FormValues, R, Key extends string = CommonKey>(
  setup: FormSetup<V, R, Key>,
): FormApi<V, R, Key> {
  const { fields, t } = setup;
  const userdb = useUserdb();
  const id = useId();
  const online = useOnline();
  const form = useRef<HTMLFormElement | null>(null);
  const focusNext = useRef<string | null>(null);
  const [fieldErrors, setFieldErrors] = useState<FieldErrors<V>>({});
  const [hushed, setHushed] = useState(false);
  const [sent, setSent] = useState<Partial<V>>({});
  const { submission, submit, reset } = useSubmit<R>();
  const wait = useCountdown(0, `udb-wait-${setup.name}`);
  const keepAddress = useCarriedAddress(id, fields);

  const error = submission.is === 'failed' ? submission.error : null;
  const state = stateOf();
  const busy = state === 'pending';
  const lateness = useLateness(busy || state === 'checking');
  const wrong = Object.keys(fieldErrors).length;
  const wasOffline = error?.code === 'OFFLINE';

  function stateOf(): FormState {
    if (setup.checking) return 'checking';
    if (setup.dead || (error && setup.isDead?.(error))) return 'dead';
    if (submission.is === 'pending' || submission.is === 'done') return submission.is;
    return wait.secondsLeft > 0 ? 'waiting' : 'idle';
  }

  function alertText() {
    if (busy) return '';
    if (wait.secondsLeft > 0) return t('error.wait');
    if (wrong > 0) return wrong === 1 ? t('error.one') : t('error.many', { n: wrong });
    if (error ? error.status === 429 && wait.ended : wait.ended) return t('error.waitOver');
    if (!error || hushed || blamed(error) || (wasOffline && online)) return '';
    return describeError(t, error, setup.errorVars?.(error, sent as V));
  }
  const alert = alertText();

  /** The field that is on the form and that the error is about. */
  function blamed(of: UserdbError) {
    const name = blamedField(of);
    return fields.find((spec) => spec.name === name);
  }

  function check(element: HTMLFormElement, values: V): FieldErrors<V> {
    return { ...setup.check?.(values), ...plainErrors(element, fields, values, t) };
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    form.current = element;
    if (busy || wait.secondsLeft > 0) return;
    const values = readValues<V>(element);
    const errors = check(element, values);
    keepAddress(values);
    if (Object.keys(errors).length > 0) return blame(errors);

    setFieldErrors({});
    setSent(withoutPasswords(fields, values));
    const outcome = await submit(async (signal) => setup.send(await askHost(setup.onSubmit, values, event), signal));
    if (outcome?.is === 'done') succeed(outcome.result, values);
    if (outcome?.is === 'failed') fail(outcome.error);
  }

  function succeed(result: R, values: V) {
    if (setup.event) announce(userdb, { type: setup.event }, form.current);
    const goesOn = setup.onSuccess?.(result) !== false;
    setup.received?.(result, values);
    if (goesOn) setup.goOn?.(result);
  }

  function fail(refusal: UserdbError) {
    announce(userdb, { type: 'error', error: { status: refusal.status, code: refusal.code } }, form.current);
    setHushed(setup.onError?.(refusal) === false);
    if (refusal.status === 429 && refusal.retryAfter) wait.start(refusal.retryAfter);
    const spec = blamed(refusal);
    if (spec) blame({ [spec.name]: sentenceFor(refusal, spec) } as FieldErrors<V>);
    // The focus stays on what was pressed; a password is ready to be typed over.
    else if (document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'password') {
      document.activeElement.select();
    }
  }

  function sentenceFor(refusal: UserdbError, spec: FieldSpec) {
    return refusal.code === 'FIELD_REQUIRED' ? spec.missing : describeError(t, refusal);
  }

  function blame(errors: FieldErrors<V>) {
    focusNext.current = fields.find((spec) => spec.name in errors)?.name ?? null;
    setFieldErrors(errors);
  }

  // After the render, so that a screen reader finds the error tied to the field it lands on.
  useEffect(() => {
    const name = focusNext.current;
    if (!name || Object.keys(fieldErrors).length === 0) return;
    focusNext.current = null;
    const input = form.current?.elements.namedItem(name);
    const summary = fields.length >= MANY_FIELDS && document.getElementById(`${id}-summary`);
    const target = summary || input;
    if (target instanceof HTMLElement) target.focus();
  }, [fieldErrors, fields.length, id]);

  useErrorTitle(alert !== '', t('error.title', { title: '' }));

  /** A field that is marked wrong is looked at again on each change; the others are left in peace. */
  function lookAgain({ currentTarget }: { currentTarget: HTMLInputElement }) {
    const { form: element } = currentTarget;
    const name = currentTarget.name as keyof V & string;
    if (!element || !(name in fieldErrors)) return;
    const { [name]: now } = check(element, readValues<V>(element));
    setFieldErrors(({ [name]: _before, ...others }) => (now ? { ...others, [name]: now } : others) as FieldErrors<V>);
  }

  function statusText() {
    if (lateness === 'long') return t('pending.long');
    return wasOffline && online && !busy ? t('online.again') : '';
  }

  return {
    name: setup.name,
    state,
    error,
    fieldErrors,
    secondsLeft: wait.secondsLeft,
    result: submission.is === 'done' ? submission.result : null,
    sent,
    fields,
    alert,
    status: statusText(),
    lateness,
    t,
    formProps: {
      method: 'post',
      action: setup.action,
      noValidate: true,
      onSubmit: (event) => void onSubmit(event),
      'aria-busy': busy || undefined,
    },
    field(name) {
      const spec = fields.find((one) => one.name === name);
      if (!spec) throw new Error(`The form "${setup.name}" has no field "${name}".`);
      return fieldProps(spec, { id: `${id}-${name}`, problem: fieldErrors[name], sent: sent[name], busy, lookAgain });
    },
    submitProps: {
      type: 'submit',
      'aria-disabled': busy || state === 'waiting' || undefined,
      'aria-busy': busy || undefined,
    },
    alertProps: { role: 'alert', id: `${id}-alert` },
    reset() {
      setFieldErrors({});
      reset();
    },
  };
}
