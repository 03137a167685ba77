// What a form is, to those who draw it, to those who configure it, and to the hook that knows its request.

import type { FormEvent, InputHTMLAttributes } from 'react';
import type { UserdbEvent } from '../context.tsx';
import type { UserdbError } from '../userdbError.ts';
import type { FieldSpec, FieldsOption } from './fields.ts';
import type { Lateness } from './useLateness.ts';
import type { CommonKey, Labels, Translate } from './useMessages.ts';

export type FormValues = Record<string, string>;
export type FieldErrors<V> = Partial<Record<keyof V & string, string>>;

/** What was typed. As an event of react-stormpath it has it in `data`, and the true event behind it. */
export type Typed<V> = V & { data: V };

/** Goes on: with an error to show, or with something in place of what there is. */
export type Next<T> = (error?: unknown, instead?: T) => void;

/** What a host can say to any of the forms. */
export interface FormOptions<V, R> {
  /** Where to go when it worked; else `?next=`, else the route `authenticatedHome`. */
  redirectTo?: string;
  /**
   * Before the request: may return changed values, or throw an error to show. One that takes two things goes on by
   * `next(error, values)`, as in 1.x and react-stormpath.
   */
  onSubmit?(values: Typed<V>, next: Next<V>): V | undefined | Promise<V | undefined> | Promise<void> | void;
  /** Return false to take over what would come next. */
  onSuccess?(result: R): unknown;
  /** Return false to show nothing. */
  onError?(error: UserdbError): unknown;
  /** As `onSuccess`, in react-stormpath's way: `next()` does what would come next. */
  onSubmitSuccess?(outcome: { data: V; result: R }, next: () => void): void;
  /** As `onError`, in react-stormpath's way: `next(error)` shows that error, or the one there is. */
  onSubmitError?(outcome: { data: V; error: UserdbError }, next: (instead?: unknown) => void): void;
  /** Words for this one. */
  labels?: Labels;
  /** The fields, as a list or as a change of the usual one. */
  fields?: FieldsOption;
}

/** What a form is, for the hook that knows its request. */
export interface FormSetup<V, R, Key extends string = CommonKey>
  extends Omit<FormOptions<V, R>, 'fields' | 'redirectTo' | 'labels'> {
  /** Stable: it is in the names of the parts and of what is stored. */
  name: string;
  action: string;
  fields: FieldSpec[];
  /** The words of the form. */
  t: Translate<Key | CommonKey>;
  send(values: V, signal: AbortSignal): Promise<R>;
  /** Checks beyond empty fields and the shape of an address. */
  check?(values: V): FieldErrors<V>;
  /** What the session learns from the result, and what becomes of what was typed. */
  received?(result: R, form: HTMLFormElement): void;
  /** Where to go, unless the host takes over. */
  goOn?(result: R): void;
  /** What the host hears of it. */
  event?(result: R): UserdbEvent;
  checking?: boolean;
  /** Whether the link behind the form is spent, as the last refusal may tell. */
  dead?(error: UserdbError | null): boolean;
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

export interface FormApi<V = FormValues, R = unknown, Key extends string = CommonKey> {
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
  /** While it may not be sent: the sentence on when it may again. A screen reader must not count along. */
  countdown: string;
  /** The sentence for the status region. */
  status: string;
  lateness: Lateness;
  t: Translate<Key | CommonKey>;
  formProps: {
    method: 'post';
    action: string;
    noValidate: true;
    onSubmit(event: FormEvent<HTMLFormElement>): void;
    /** On each change a field that is marked wrong is looked at again. */
    onInput(event: FormEvent<HTMLFormElement>): void;
    onBlur(event: FormEvent<HTMLFormElement>): void;
    'aria-busy'?: true;
  };
  field(name: keyof V & string): FieldApi;
  submitProps: { type: 'submit'; 'aria-disabled'?: true; 'aria-busy'?: true };
  alertProps: { role: 'alert'; id: string };
  /** Back to the empty form, with what was typed kept, but for passwords. */
  reset(): void;
}
