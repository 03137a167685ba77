// What every form does alike: read, check, send once, say what is wrong where it is wrong, move the focus there.
// Inputs are uncontrolled and read on submit, because autofill on some phones tells nobody that it has filled them in.

import { type FormEvent, useEffect, useId, useState } from 'react';
import { announce, useUserdb } from '../context.tsx';
import type { UserdbError } from '../userdbError.ts';
import { fieldProps } from './fieldProps.ts';
import type { FieldErrors, FormApi, FormSetup, FormState, FormValues } from './formTypes.ts';
import type { Said } from './formWords.ts';
import { askHost, refusalOf } from './hostHandlers.ts';
import { plainProblem, readValues, withoutPasswords } from './readForm.ts';
import { useCarriedAddress } from './useCarriedAddress.ts';
import { useCountdown } from './useCountdown.ts';
import { useFormWords } from './useFormWords.ts';
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
  /** The form that was refused last. State, and not a ref: the focus moves once what is wrong is on the page. */
  const [refused, setRefused] = useState<{ form: HTMLFormElement } | null>(null);
  /** What is plainly wrong, by the name of the field. */
  const [problems, setProblems] = useState<FieldErrors<V>>({});
  /** What the host or the server said against it. */
  const [refusal, setRefusal] = useState<UserdbError | null>(null);
  const [sent, setSent] = useState<Partial<V>>({});
  const { submission, submit, reset } = useSubmit<R>();
  const wait = useCountdown(0, `udb-wait-${name}`);
  const { words, load } = useFormWords();
  // Nobody is kept waiting without being told.
  const isWaiting = words && wait.secondsLeft > 0;
  const keepAddress = useCarriedAddress(id, fields);

  const { error = null, result = null } = submission;
  const state = stateOf();
  const busy = state === 'pending';
  const lateness = useLateness(busy || state === 'checking');
  const { shown, blamed, afterRender }: Said = words?.say(t, {
    busy,
    lateness,
    online,
    fields,
    problems,
    refusal,
    sent,
    wait,
    inputId: `${id}-${fields[0]?.name}`,
    check,
    setProblems,
  }) ?? {
    // Without our words, the server's have to do, unless it is broken.
    shown: {
      fieldErrors: problems,
      alert: refusal ? (refusal.status < 500 && refusal.status && refusal.message) || t('error.NETWORK') : '',
      countdown: '',
      status: '',
    },
  };
  const { fieldErrors } = shown;
  useEffect(() => afterRender?.());

  function stateOf(): FormState {
    if (setup.checking) return 'checking';
    if (setup.dead?.(error)) return 'dead';
    if (submission.is === 'pending' || submission.is === 'done') return submission.is;
    return isWaiting ? 'waiting' : 'idle';
  }

  function check(element: HTMLFormElement, values = readValues<V>(element)): FieldErrors<V> {
    const own = setup.check?.(values);
    const found = fields.map((spec) => [spec.name, plainProblem(spec, element, values, t) ?? own?.[spec.name]]);
    return Object.fromEntries(found);
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || isWaiting) return;
    const element = event.currentTarget;
    const values = readValues<V>(element);
    const found = check(element, values);
    keepAddress(values);
    wait.clear();
    setRefusal(null);
    setProblems(found);
    if (Object.values(found).some(Boolean)) {
      setRefused({ form: element });
      return;
    }

    setSent(withoutPasswords(fields, values));
    const outcome = await submit((signal) =>
      send(values, event, signal).catch(async (error) => {
        await load();
        throw error;
      }),
    );
    if (outcome?.is === 'done') succeed(outcome.result, values, element);
    if (outcome?.is === 'failed') fail(outcome.error, values, element);
  }

  async function send(values: V, event: FormEvent<HTMLFormElement>, signal: AbortSignal) {
    return setup.send(await askHost(setup.onSubmit, values, event), signal);
  }

  function succeed(result: R, values: V, element: HTMLFormElement) {
    const goOn = () => setup.goOn?.(result);
    if (setup.event) announce(userdb, setup.event(result), element);
    setup.received?.(result, element);
    if (setup.onSubmitSuccess) setup.onSubmitSuccess({ data: values, result }, goOn);
    else if (setup.onSuccess?.(result) !== false) goOn();
  }

  function fail(cause: UserdbError, values: V, element: HTMLFormElement) {
    const { status, code, retryAfter } = cause;
    function show(instead?: unknown) {
      setRefused({ form: element });
      setRefusal(refusalOf(instead ?? cause));
    }
    announce(userdb, { type: 'error', error: { status, code } }, element);
    if (status === 429 && retryAfter) wait.start(retryAfter);
    if (setup.onSubmitError) setup.onSubmitError({ data: values, error: cause }, show);
    else if (setup.onError?.(cause) !== false) show();
  }

  // After the render, so that a screen reader finds the error tied to the field it lands on.
  useEffect(() => {
    refused?.form.querySelector<HTMLElement>(WRONG)?.focus();
    // Where no field is wrong, the focus stays on what was pressed. A password that is no new one is typed over.
    refused?.form.querySelector<HTMLInputElement>('input:focus[autocomplete=current-password]')?.select();
  }, [refused]);

  /** A field that is marked wrong is looked at again on each change; the others are left in peace. */
  function lookAgain({ currentTarget, target }: FormEvent<HTMLFormElement>) {
    const { name: changed } = target as HTMLInputElement;
    if (fieldErrors[changed]) setProblems({ ...problems, [changed]: check(currentTarget)[changed] });
  }

  return {
    name,
    state,
    error,
    secondsLeft: wait.secondsLeft,
    ...shown,
    result,
    sent,
    fields,
    lateness,
    t,
    formProps: {
      method: 'post',
      action: setup.action,
      noValidate: true,
      onSubmit: (event) => void onSubmit(event),
      onInput(event) {
        // What the server has said of a field stays until something else is typed there.
        if (blamed === (event.target as HTMLInputElement).name) setRefusal(null);
        lookAgain(event);
      },
      onBlur(event) {
        lookAgain(event);
        keepAddress(readValues<V>(event.currentTarget));
      },
      'aria-busy': busy || undefined,
    },
    field(field) {
      const spec = fields.find((one) => one.name === field);
      if (!spec) throw new Error(`The form "${name}" has no field "${field}".`);
      return fieldProps(spec, `${id}-${field}`, fieldErrors[field], {
        defaultValue: sent[field] ?? spec.defaultValue,
        readOnly: busy || spec.readOnly,
      });
    },
    submitProps: {
      type: 'submit',
      'aria-disabled': busy || state === 'waiting' || undefined,
      'aria-busy': busy || undefined,
    },
    alertProps: { role: 'alert', id: `${id}-alert` },
    reset() {
      setProblems({});
      setRefusal(null);
      if (wait.ended) wait.clear();
      reset();
    },
  };
}
