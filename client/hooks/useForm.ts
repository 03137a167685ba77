// What every form does alike: read, check, send once, say what is wrong where it is wrong, move the focus there.
// Inputs are uncontrolled and read on submit, because autofill on some phones tells nobody that it has filled them in.

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { announce, useUserdb } from '../context.tsx';
import type { UserdbError } from '../userdbError.ts';
import { blamedField, describeError } from './describeError.ts';
import { fieldProps } from './fieldProps.ts';
import type { FieldErrors, FormApi, FormSetup, FormState, FormValues } from './formTypes.ts';
import { askHost, refusalOf } from './hostHandlers.ts';
import { plainProblem, readValues, withoutPasswords } from './readForm.ts';
import { useCarriedAddress } from './useCarriedAddress.ts';
import { useCountdown } from './useCountdown.ts';
import { useErrorTitle } from './useErrorTitle.ts';
import { useLateness } from './useLateness.ts';
import type { CommonKey } from './useMessages.ts';
import { useOnline } from './useOnline.ts';
import { useSubmit } from './useSubmit.ts';

/** What takes the focus when fields are wrong: the list of them where there is one, else the first of them. */
const WRONG = '[data-udb-part$="-summary"], [aria-invalid=true]';

export function useForm<V extends FormValues, R, Key extends string = CommonKey>(
  setup: FormSetup<V, R, Key>,
): FormApi<V, R, Key> {
  const { name, fields, t } = setup;
  const userdb = useUserdb();
  const id = useId();
  const online = useOnline();
  const form = useRef<HTMLFormElement>(null);
  const moveFocus = useRef(false);
  const [fieldErrors, setFieldErrors] = useState<FieldErrors<V>>({});
  const [shown, setShown] = useState<UserdbError | null>(null);
  const [sent, setSent] = useState<Partial<V>>({});
  const { submission, submit, reset } = useSubmit<R>();
  const wait = useCountdown(0, `udb-wait-${name}`);
  const keepAddress = useCarriedAddress(id, fields);

  const error = submission.is === 'failed' ? submission.error : null;
  const state = stateOf();
  const busy = state === 'pending';
  const lateness = useLateness(busy || state === 'checking');
  const wrong = count(fieldErrors);
  const backOnline = shown?.code === 'OFFLINE' && online && !busy;
  const alert = alertText();
  useErrorTitle(alert !== '', t('error.title', { title: '' }));

  function stateOf(): FormState {
    if (setup.checking) return 'checking';
    if (setup.dead || (error && setup.isDead?.(error))) return 'dead';
    if (submission.is === 'pending' || submission.is === 'done') return submission.is;
    return wait.secondsLeft > 0 ? 'waiting' : 'idle';
  }

  function alertText() {
    if (busy) return '';
    if (wait.secondsLeft > 0) return t('error.wait');
    if (wrong > 0) return t(wrong === 1 ? 'error.one' : 'error.many', { n: wrong });
    if (wait.ended && (!shown || shown.status === 429)) return t('error.waitOver');
    if (!shown || blamed(shown) || backOnline) return '';
    return describeError(t, shown, setup.errorVars?.(shown, sent as V));
  }

  /** The field that is on the form and that the error is about. */
  function blamed(refusal: UserdbError) {
    const field = blamedField(refusal);
    return fields.find((spec) => spec.name === field);
  }

  function check(element: HTMLFormElement, values: V): FieldErrors<V> {
    const own = setup.check?.(values);
    const problems = fields.map((spec) => [spec.name, plainProblem(spec, element, values, t) ?? own?.[spec.name]]);
    return Object.fromEntries(problems);
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || wait.secondsLeft > 0) return;
    const element = event.currentTarget;
    form.current = element;
    const values = readValues<V>(element);
    const errors = check(element, values);
    keepAddress(values);
    wait.clear();
    setShown(null);
    blame(errors);
    if (count(errors) > 0) return;

    setSent(withoutPasswords(fields, values));
    const outcome = await submit(async (signal) => setup.send(await askHost(setup.onSubmit, values, event), signal));
    if (outcome?.is === 'done') succeed(outcome.result, values, element);
    if (outcome?.is === 'failed') fail(outcome.error, values, element);
  }

  function succeed(result: R, values: V, element: HTMLFormElement) {
    const goOn = () => setup.goOn?.(result);
    if (setup.event) announce(userdb, { type: setup.event }, element);
    setup.received?.(result, values, element);
    if (setup.onSubmitSuccess) setup.onSubmitSuccess({ data: values, result }, goOn);
    else if (setup.onSuccess?.(result) !== false) goOn();
  }

  function fail(refusal: UserdbError, values: V, element: HTMLFormElement) {
    announce(userdb, { type: 'error', error: { status: refusal.status, code: refusal.code } }, element);
    if (refusal.status === 429 && refusal.retryAfter) wait.start(refusal.retryAfter);
    if (setup.onSubmitError)
      setup.onSubmitError({ data: values, error: refusal }, (instead) => show(instead ?? refusal));
    else if (setup.onError?.(refusal) !== false) show(refusal);
  }

  function show(cause: unknown) {
    const refusal = refusalOf(cause);
    const spec = blamed(refusal);
    const focused = document.activeElement;
    setShown(refusal);
    if (spec) {
      const sentence = refusal.code === 'FIELD_REQUIRED' ? spec.missing : describeError(t, refusal);
      blame({ [spec.name]: sentence } as FieldErrors<V>);
    } else if (focused instanceof HTMLInputElement && focused.type === 'password') {
      // The focus stays on what was pressed; a password is ready to be typed over.
      focused.select();
    }
  }

  function blame(errors: FieldErrors<V>) {
    moveFocus.current = count(errors) > 0;
    setFieldErrors(errors);
  }

  // After the render, so that a screen reader finds the error tied to the field it lands on.
  useEffect(() => {
    if (!moveFocus.current || count(fieldErrors) === 0) return;
    moveFocus.current = false;
    const target = form.current?.querySelector<HTMLElement>(WRONG);
    target?.focus();
    // A wrong current password is typed over; everything else is only mended.
    if (target instanceof HTMLInputElement && target.autocomplete === 'current-password') target.select();
  }, [fieldErrors]);

  /** A field that is marked wrong is looked at again on each change; the others are left in peace. */
  function lookAgain({ currentTarget, target }: FormEvent<HTMLFormElement>) {
    const values = readValues<V>(currentTarget);
    const { name: changed } = target as HTMLInputElement;
    if (fieldErrors[changed]) setFieldErrors({ ...fieldErrors, [changed]: check(currentTarget, values)[changed] });
  }

  return {
    name,
    state,
    error,
    fieldErrors,
    secondsLeft: wait.secondsLeft,
    result: submission.is === 'done' ? submission.result : null,
    sent,
    fields,
    alert,
    status: lateness === 'long' ? t('pending.long') : backOnline ? t('online.again') : '',
    lateness,
    t,
    formProps: {
      method: 'post',
      action: setup.action,
      noValidate: true,
      onSubmit: (event) => void onSubmit(event),
      onInput: lookAgain,
      onBlur(event) {
        const { name: left } = event.target as HTMLInputElement;
        // What the server has said of a field stays until something else is typed there.
        if (!shown || blamed(shown)?.name !== left) lookAgain(event);
        keepAddress(readValues(event.currentTarget));
      },
      'aria-busy': busy || undefined,
    },
    field(field) {
      const spec = fields.find((one) => one.name === field);
      if (!spec) throw new Error(`The form "${name}" has no field "${field}".`);
      return fieldProps(spec, { id: `${id}-${field}`, problem: fieldErrors[field], sent: sent[field], busy });
    },
    submitProps: {
      type: 'submit',
      'aria-disabled': busy || state === 'waiting' || undefined,
      'aria-busy': busy || undefined,
    },
    alertProps: { role: 'alert', id: `${id}-alert` },
    reset() {
      setFieldErrors({});
      setShown(null);
      if (wait.ended) wait.clear();
      reset();
    },
  };
}

function count(errors: object) {
  return Object.values(errors).filter(Boolean).length;
}
