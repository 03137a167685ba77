// The body that all forms share: the alert above the fields, the fields, the button, the status below.

import { Fragment, type ReactNode } from 'react';
import type { FormApi, FormOptions, FormValues } from '../hooks/formTypes.ts';
import { type RootProps, useRootProps } from './root.ts';
import { Slot, type Slots } from './Slot.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import { type FieldProps, TextField } from './TextField.tsx';

/** How a form may be changed: nodes below the fields, a function in place of the whole body, or single slots. */
export interface FormLook<F> {
  /** Nodes below the fields; or a function of the form, for the whole body. */
  children?: ReactNode | ((form: F) => ReactNode);
  /** Single places to fill. */
  slots?: Slots<F>;
}

/** The props of a form that stands alone. */
export type FormProps<V, R, F> = FormOptions<V, R> & FormLook<F> & RootProps<HTMLFormElement>;

/** How to draw a type of field. Functions and not components: a new component in each render would empty the input. */
export type FieldKinds = Record<string, (field: FieldProps) => ReactNode>;

interface Props<F> extends FormLook<F> {
  form: F;
  submit: ReactNode;
  pending: ReactNode;
  /** For the types of field that are more than a line of text. */
  kinds?: FieldKinds;
  /** Stands in the alert, after its sentence. */
  alertExtra?: ReactNode;
  /** Stands after the error of a field. */
  errorExtra?: Record<string, ReactNode>;
  /** Inputs that nobody sees. */
  hidden?: ReactNode;
  root?: RootProps<HTMLFormElement>;
}

export function Form<V extends FormValues, R, F extends FormApi<V, R>>(props: Props<F>) {
  const root = useRootProps('udb-root udb-form', props.root);
  const { form, slots = {}, children, submit, pending, kinds = {}, errorExtra = {} } = props;

  return (
    <form data-udb-part={`${form.name}-form`} {...root} {...form.formProps}>
      <Slot content={slots.error} form={form}>
        <FormAlert form={form}>{props.alertExtra}</FormAlert>
      </Slot>
      {props.hidden}
      {typeof children === 'function' ? (
        children(form)
      ) : (
        <>
          <Slot content={slots.beforeFields} form={form} />
          {form.fields.map(({ name, type }) => {
            const field = { form: form as unknown as FormApi, name, errorExtra: errorExtra[name] };
            return <Fragment key={name}>{(kinds[type] ?? TextField)(field)}</Fragment>;
          })}
          {children}
          <Slot content={slots.afterFields} form={form} />
          <Slot content={slots.actions} form={form}>
            <SubmitButton form={form as unknown as FormApi} pending={pending}>
              {submit}
            </SubmitButton>
          </Slot>
        </>
      )}
      <p className="udb-status" role="status" data-udb-part={`${form.name}-status`}>
        {form.status}
      </p>
    </form>
  );
}

/** In the page from the start, because only a change inside a live region is spoken. */
function FormAlert<V, R>({ form, children }: { form: FormApi<V, R>; children?: ReactNode }) {
  return (
    <div className="udb-alert" data-state={form.alert ? 'error' : 'none'} data-udb-part={`${form.name}-alert`}>
      <div className="udb-alert-text" {...form.alertProps}>
        {form.alert}
      </div>
      {/* Beside the live region: a screen reader must not count along. */}
      {form.countdown && <div className="udb-alert-text">{form.countdown}</div>}
      {children}
    </div>
  );
}
