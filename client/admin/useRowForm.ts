// What the forms of users, roles and accounts have in common: they make or change one row, the host may look at what is
// sent, and what is not saved is not lost without a question.

import type { FormEvent, ReactNode } from 'react';
import { useUserdb } from '../context.tsx';
import type { EndpointName } from '../endpoints.ts';
import type { FieldSpec } from '../hooks/fields.ts';
import type { FieldErrors, FormApi, FormValues, Next } from '../hooks/formTypes.ts';
import { refusalOf } from '../hooks/hostHandlers.ts';
import { useForm } from '../hooks/useForm.ts';
import type { Labels, Translate } from '../hooks/useMessages.ts';
import type { UserdbError } from '../userdbError.ts';
import type { AdminKey } from './useAdminMessages.ts';
import { type Unsaved, useUnsaved } from './useUnsaved.ts';

export type AdminFormApi<Row> = FormApi<FormValues, Row, AdminKey>;

export interface RowFormOptions<Row, Changes> {
  /** What is edited; nothing: a new one is made. */
  value?: Row | null;
  /** The same, by its name in userdb 1. */
  form?: Row | null;
  /** Before the request: may return changed data or throw an error to show, or do so by `next` if it takes that. */
  onSubmit?(data: Changes, next: Next<Changes>): Changes | undefined | Promise<Changes | undefined>;
  /** Gets the row as the server has it now. */
  onSaved?(row: Row): unknown;
  /** The same for what came of it, as in userdb 1. */
  onSubmitted?(error: UserdbError | null, row?: Row): unknown;
  /** Shows a button that goes back; asks first where something would be lost. */
  onCancel?(): void;
  /** Words for this one. */
  labels?: Labels;
  /** Below the fields. */
  children?: ReactNode;
}

export interface RowFormSetup<Row, Changes> {
  name: string;
  endpoint: EndpointName;
  fields: FieldSpec[];
  t: Translate<AdminKey>;
  options: RowFormOptions<Row, Changes>;
  /** What is sent, from what stands in the form. */
  changes(values: FormValues): Changes;
  save(changes: Changes, signal: AbortSignal): Promise<Row>;
  check?(values: FormValues): FieldErrors<FormValues>;
}

export interface RowFormApi<Row> extends AdminFormApi<Row> {
  unsaved: Unsaved;
}

export function useRowForm<Row, Changes>(setup: RowFormSetup<Row, Changes>): RowFormApi<Row> {
  const { name, fields, t, options, changes, save, check } = setup;
  const { client } = useUserdb();
  const unsaved = useUnsaved(`${t('admin.form.discardText')}\n${t('admin.form.discard')}`, options.onCancel);

  const form: AdminFormApi<Row> = useForm<FormValues, Row, AdminKey>({
    name,
    action: client.uri(setup.endpoint),
    fields,
    t,
    check,
    async send(values, signal) {
      return save(await heard(options.onSubmit, changes(values)), signal);
    },
    onSuccess(row) {
      unsaved.clear();
      options.onSubmitted?.(null, row);
      options.onSaved?.(row);
    },
    onError: (error) => void options.onSubmitted?.(error),
  });
  const formProps = {
    ...form.formProps,
    onInput(event: FormEvent<HTMLFormElement>) {
      form.formProps.onInput?.(event);
      unsaved.onInput(event);
    },
  };
  return { ...form, formProps, status: form.state === 'done' ? t('admin.form.saved') : form.status, unsaved };
}

/** What the host makes of the data: in its answer or, as in userdb 1, by the second thing it is given. */
async function heard<Changes>(onSubmit: RowFormOptions<unknown, Changes>['onSubmit'], data: Changes): Promise<Changes> {
  if (!onSubmit) return data;
  try {
    const changed = await new Promise<Changes | undefined>((resolve, reject) => {
      const answer = onSubmit(data, (error, instead) => (error ? reject(error) : resolve(instead)));
      Promise.resolve(answer).then(onSubmit.length < 2 ? resolve : undefined, reject);
    });
    return changed ?? data;
  } catch (cause) {
    throw refusalOf(cause);
  }
}
