// What react-stormpath's forms take.

import type { FormEvent, FormHTMLAttributes } from 'react';

export type Data = Record<string, unknown>;

/** `e` of `onSubmit`: the event, with what stands in the form. */
export type SubmitEvent = FormEvent<HTMLFormElement> & { data: Data };

export interface FormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit'> {
  /** Before the request, which `next` sends, with other data if it gets some, or not at all if it gets an error. */
  onSubmit?(event: SubmitEvent, next: (error?: Error | null, data?: Data) => void): void;
}

export interface SignInFormProps extends FormProps {
  redirectTo?: string;
  /** Left over: there is nothing to hide. */
  hideSocial?: boolean;
  /** Instead of going on, which `next` does. */
  onSubmitSuccess?(outcome: { data: Data; result: unknown }, next: () => void): void;
  /** Instead of showing the error, which `next` does, or another one. */
  onSubmitError?(outcome: { data: Data; error: Error }, next: (error?: Error) => void): void;
}
