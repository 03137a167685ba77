// The buttons of a form in a dialog. Before a danger, the safe one has the focus.

import { SubmitButton } from '../forms/SubmitButton.tsx';
import type { FormApi } from '../hooks/formTypes.ts';
import type { AdminFormApi } from './useRowForm.ts';

interface Props<Row> {
  form: AdminFormApi<Row>;
  submit: string;
  cancel: string;
  /** Without it there is nothing to go back to. */
  onCancel?(): void;
  danger?: boolean;
}

export function Buttons<Row>({ form, submit, cancel, onCancel, danger }: Props<Row>) {
  return (
    <div className="udb-buttons" data-state={danger ? 'danger' : undefined}>
      {onCancel && (
        <button
          className="udb-button-quiet"
          type="button"
          onClick={onCancel}
          aria-disabled={(danger && form.state === 'pending') || undefined}
          data-autofocus={danger}
          data-udb-part={`${form.name}-cancel`}
        >
          {cancel}
        </button>
      )}
      <SubmitButton form={form as unknown as FormApi} pending={submit}>
        {submit}
      </SubmitButton>
    </div>
  );
}
