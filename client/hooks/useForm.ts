// What every form does alike: read, check, send once, say what is wrong where it is wrong, move the focus there.
// Inputs are uncontrolled and read on submit, because autofill on some phones tells nobody that it has filled them in.

import { type FocusEvent, type FormEvent, type InputHTMLAttributes, useEffect, useId, useRef, useState } from 'react';
import { UserdbError } from '../api.ts';
import { carriedAddress, carryAddress } from '../carriedAddress.ts';
import { announce, type EventType, useUserdb } from '../context.tsx';
import type { Messages, Vars } from '../text/en.ts';
import { blamedField, describeError } from './describeError.ts';
import type { FieldSpec, FieldsOption } from './fields.ts';
import { clock, useCountdown } from './useCountdown.ts';
import { type Lateness, useLateness } from './useLateness.ts';
import { type Translate, useMessages } from './useMessages.ts';
import { useOnline } from './useOnline.ts';
import { useSubmit } from './useSubmit.ts';

export type FormValues = Record<string, string>;
export type FieldErrors<V> = Partial<Record<keyof V & string, string>>;

/** What a host can say to any of the forms. */
export interface FormOptions<V, R> {
  /** Where to go when it worked; else `?next=`, else the route `authenticatedHome`. */
  redirectTo?: string;
  /** Before the request: may return changed values, or throw an error to show. */
  onSubmit?(values: V, event: FormEvent<HTMLFormElement>): V | undefined | Promise<V | undefined>;
  /** Return false to take over what would come next. */
  onSuccess?(result: R): unknown;
  /** Return false to show nothing. */
  onError?(error: UserdbError): unknown;
  /** Words for this one. */
  labels?: Partial<Messages>;
  fields?: FieldsOption;
}

/** What a form is, for the hook that knows its request. */
export interface FormSetup<V, R> extends Omit<FormOptions<V, R>, 'fields' | 'redirectTo'> {
  /** Stable: it is in the names of the parts and of what is stored. */
  name: string;
  action: string;
  fields: FieldSpec[];
  send(values: V, signal: AbortSignal): Promise<R>;
  /** Checks beyond empty fields and the shape of an address. */
  check?(values: V): FieldErrors<V>;
  /** What the session learns from the result. */
  received?(result: R, values: V): void;
  /** Where to go, unless the host takes over. */
  goOn?(result: R): void;
  event?: EventType;
  /** For the words of an error, from what was typed. */
  errorVars?(error: UserdbError, values: V): Vars;
  checking?: boolean;
  dead?: boolean;
  /** Whether a refusal means that the link behind the form is spent. */
  isDead?(error: UserdbError): boolean;
}

export type FormState = 'idle' | 'checking' | 'pending' | 'done' | 'dead' | 'waiting';

export type InputProps = InputHTMLAttributes<HTMLInputElement> & { passwordrules?: string };

export interface FieldApi {
  id: string;
  name: string;
  type: string;
  label: string;
  help?: string;
  error?: string;
  optional: boolean;
  labelProps: { htmlFor: string };
  inputProps: InputProps;
  helpProps: { id: string };
  errorProps: { id: string };
}

export interface FormApi<V = FormValues, R = unknown> {
  name: string;
  /** `dead`: the link is spent. `waiting`: too many attempts, see `secondsLeft`. */
  state: FormState;
  error: UserdbError | null;
  fieldErrors: FieldErrors<V>;
  secondsLeft: number;
  result: R | null;
  /** What was last sent, without passwords. */
  sent: Partial<V>;
  fields: FieldSpec[];
  /** The sentence for the alert; empty: all is well. */
  alert: string;
  /** The sentence for the status region. */
  status: string;
  lateness: Lateness;
  t: Translate;
  formProps: {
    method: 'post';
    action: string;
    noValidate: true;
    onSubmit(event: FormEvent<HTMLFormElement>): void;
    'aria-busy'?: true;
  };
  field(name: keyof V & string): FieldApi;
  submitProps: { type: 'submit'; 'aria-disabled'?: true; 'aria-busy'?: true };
  alertProps: { role: 'alert'; id: string };
  /** Back to the empty form, with what was typed kept, but for passwords. */
  reset(): void;
}

export function useForm<V extends FormValues, R>(setup: FormSetup<V, R>): FormApi<V, R> {
  const { fields } = setup;
  const userdb = useUserdb();
  const { t } = useMessages(setup.labels);
  const id = useId();
  const online = useOnline();
  const form = useRef<HTMLFormElement | null>(null);
  const focusNext = useRef<string | null>(null);
  const [fieldErrors, setFieldErrors] = useState<FieldErrors<V>>({});
  const [hushed, setHushed] = useState(false);
  const [sent, setSent] = useState<Partial<V>>({});
  const { submission, submit, reset } = useSubmit<R>();
  const wait = useCountdown(0, `udb-wait-${setup.name}`);

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
    const own = setup.check?.(values) ?? {};
    const plain = fields.flatMap((spec) => {
      const problem = plainProblem(element, spec, values[spec.name] ?? '', t);
      return problem ? [[spec.name, problem]] : [];
    });
    return { ...own, ...Object.fromEntries(plain) };
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    form.current = element;
    if (busy || wait.secondsLeft > 0) return;
    const values = readValues<V>(element);
    const errors = check(element, values);
    keepAddress(fields, values);
    if (Object.keys(errors).length > 0) return blame(errors);

    setFieldErrors({});
    setSent(withoutPasswords(fields, values));
    const outcome = await submit(async (signal) => {
      const changed = await askHost(setup.onSubmit, values, event);
      return setup.send(changed ?? values, signal);
    });
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
    if (!focusNext.current || Object.keys(fieldErrors).length === 0) return;
    const input = form.current?.elements.namedItem(focusNext.current);
    focusNext.current = null;
    if (input instanceof HTMLElement) input.focus();
  }, [fieldErrors]);

  useErrorTitle(alert !== '', t('error.title', { title: '' }));

  const carried = fields.find((spec) => spec.carried);
  const carriedId = carried && `${id}-${carried.name}`;
  const carriedType = carried?.type;
  useEffect(() => {
    const input = carriedId && document.getElementById(carriedId);
    const address = carriedAddress();
    const fits = carriedType !== 'email' || address.includes('@');
    if (input instanceof HTMLInputElement && input.value === '' && fits) input.value = address;
  }, [carriedId, carriedType]);

  /** A field that is marked wrong is looked at again on each change; the others are left in peace. */
  function lookAgain({ currentTarget }: { currentTarget: HTMLInputElement }) {
    const { form: element } = currentTarget;
    const name = currentTarget.name as keyof V & string;
    if (!element || !(name in fieldErrors)) return;
    const { [name]: now } = check(element, readValues<V>(element));
    setFieldErrors(({ [name]: _before, ...others }) => (now ? { ...others, [name]: now } : others) as FieldErrors<V>);
  }

  function field(name: keyof V & string): FieldApi {
    const spec = fields.find((one) => one.name === name);
    if (!spec) throw new Error(`The form "${setup.name}" has no field "${name}".`);
    const fieldId = `${id}-${name}`;
    const problem = fieldErrors[name];
    const hasHelp = spec.help !== undefined || isNewPassword(spec);
    const described = [hasHelp && `${fieldId}-help`, problem && `${fieldId}-error`].filter(Boolean).join(' ');
    return {
      id: fieldId,
      name,
      type: spec.type,
      label: spec.label,
      help: spec.help,
      error: problem,
      optional: !spec.required,
      labelProps: { htmlFor: fieldId },
      helpProps: { id: `${fieldId}-help` },
      errorProps: { id: `${fieldId}-error` },
      inputProps: {
        id: fieldId,
        name,
        type: spec.type,
        autoComplete: spec.autoComplete,
        inputMode: spec.inputMode,
        autoCapitalize: spec.type === 'password' ? 'none' : spec.autoCapitalize,
        autoCorrect: spec.autoCapitalize === 'none' || spec.type === 'password' ? 'off' : undefined,
        spellCheck: spec.autoCapitalize === 'none' || spec.type === 'password' ? false : undefined,
        enterKeyHint: spec.enterKeyHint,
        required: spec.required,
        defaultValue: sent[name] ?? spec.defaultValue,
        readOnly: busy || undefined,
        'aria-invalid': problem ? true : undefined,
        'aria-describedby': described || undefined,
        onInput: lookAgain,
        onBlur: (event: FocusEvent<HTMLInputElement>) => {
          lookAgain(event);
          if (spec.carried) carryAddress(event.currentTarget.value);
        },
      },
    };
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
    field,
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

  function statusText() {
    if (lateness === 'long') return t('pending.long');
    return wasOffline && online && !busy ? t('online.again') : '';
  }
}

export function isNewPassword(spec: FieldSpec) {
  return spec.name === 'password' && spec.autoComplete === 'new-password';
}

/** `You can try again in 0:42.` */
export function waitText(form: FormApi<never>): string {
  return form.t('error.waitLeft', { time: clock(form.secondsLeft) });
}

function plainProblem(form: HTMLFormElement, spec: FieldSpec, value: string, t: Translate): string | undefined {
  const empty = spec.type === 'password' ? value === '' : value.trim() === '';
  if (empty) return spec.required ? spec.missing : undefined;
  const input = form.elements.namedItem(spec.name);
  // The browser's own idea of an address, which lets `name@intranet` through.
  const misshapen = spec.type === 'email' && input instanceof HTMLInputElement && input.validity.typeMismatch;
  return misshapen ? t('error.EMAIL_INVALID') : undefined;
}

function readValues<V extends FormValues>(form: HTMLFormElement): V {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(entries) as V;
}

function withoutPasswords<V extends FormValues>(fields: FieldSpec[], values: V): Partial<V> {
  const secret = new Set(fields.filter((spec) => spec.type === 'password').map((spec) => spec.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name))) as Partial<V>;
}

function keepAddress(fields: FieldSpec[], values: FormValues) {
  const carried = fields.find((spec) => spec.carried);
  if (carried) carryAddress(values[carried.name] ?? '');
}

async function askHost<V>(
  onSubmit: FormOptions<V, unknown>['onSubmit'],
  values: V,
  event: FormEvent<HTMLFormElement>,
): Promise<V | undefined> {
  try {
    return (await onSubmit?.(values, event)) ?? undefined;
  } catch (cause) {
    if (cause instanceof UserdbError) throw cause;
    // The host threw a sentence to show.
    throw new UserdbError(400, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** `Error: ` before the title of the window, for as long as there is one. */
function useErrorTitle(wrong: boolean, prefix: string) {
  useEffect(() => {
    if (!wrong) return;
    if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
    return () => {
      if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
    };
  }, [wrong, prefix]);
}
