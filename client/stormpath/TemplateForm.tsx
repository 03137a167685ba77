// A form that the host has written: reads it, asks the host, sends it, and shows what came of it.

import { type FormEvent, useRef, useState } from 'react';
import { announce, type UserdbEvent, useUserdb } from '../context.tsx';
import { describeError } from '../hooks/describeError.ts';
import type { FormOptions } from '../hooks/formTypes.ts';
import { askHost } from '../hooks/hostHandlers.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { useSubmit } from '../hooks/useSubmit.ts';
import { signedIn } from '../messages/en/signedIn.ts';
import { UserdbError } from '../userdbError.ts';
import { dataOf, type KeyOf } from './data.ts';
import { withNext } from './ownForm.ts';
import type { Data, SignInFormProps } from './props.ts';
import { fillIn } from './template.tsx';

interface Props<R> {
  /** As the host has given them. */
  given: SignInFormProps;
  /** The key under which the value of an input goes; false: it does not. */
  keyOf: KeyOf;
  send(data: Data, signal: AbortSignal): Promise<R>;
  event(result: R): UserdbEvent;
  /** What comes next, unless the host takes over. */
  goOn?(result: R): void;
  /** More that `spIf` may ask for. */
  is?(result: R | null): Record<string, boolean>;
  initial?(name: string): unknown;
}

export function TemplateForm<R>({ given, keyOf, send, event: eventOf, goOn, is, initial }: Props<R>) {
  const {
    onSubmit: ask,
    onSubmitSuccess,
    onSubmitError,
    redirectTo: _to,
    hideSocial: _hide,
    children,
    ...rest
  } = given;
  const userdb = useUserdb();
  const { t } = useMessages(undefined, signedIn);
  const { submission, submit } = useSubmit<R>();
  const [error, setError] = useState<Error | null>(null);
  const typed = useRef<Data>({});

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    let data = dataOf(form, typed.current, keyOf);
    const outcome = await submit(async (signal) => {
      setError(null);
      data = await askHost<Data>(withNext(ask) as FormOptions<Data, never>['onSubmit'], data, event);
      return send(data, signal);
    });
    if (outcome?.is === 'done') {
      const { result } = outcome;
      const next = () => goOn?.(result);
      announce(userdb, eventOf(result), form);
      if (onSubmitSuccess) onSubmitSuccess({ data, result }, next);
      else next();
    } else if (outcome?.is === 'failed') {
      const next = (other?: Error) => setError(other ?? outcome.error);
      if (onSubmitError) onSubmitError({ data, error: outcome.error }, next);
      else next();
    }
  }

  const done = submission.is === 'done';
  const busy = submission.is === 'pending';
  const message = error instanceof UserdbError ? describeError(t, error) : error?.message;
  const template = {
    is: {
      'form.processing': busy,
      'form.error': error !== null,
      'form.sent': done,
      'form.successful': done,
      ...is?.(done ? submission.result : null),
    },
    busy,
    error: message ?? '',
    initial,
    onType(name: string, value: unknown) {
      typed.current[name] = value;
    },
  };
  return (
    <form method="post" {...rest} onSubmit={(event) => void onSubmit(event)}>
      <div>{fillIn(children, template)}</div>
    </form>
  );
}
