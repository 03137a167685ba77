// The body of the forms of users, roles and accounts: what is wrong with which field, the buttons, the question before
// what is not saved is lost.

import { type ReactNode, useEffect } from 'react';
import { CheckboxField } from '../forms/CheckboxField.tsx';
import { ErrorSummary } from '../forms/ErrorSummary.tsx';
import { type FieldKinds, Form } from '../forms/Form.tsx';
import type { FormValues } from '../hooks/formTypes.ts';
import { Buttons } from './Buttons.tsx';
import { JsonField, SelectField } from './fields.tsx';
import { RemoveConfirmModal } from './RemoveConfirmModal.tsx';
import { statusChoices } from './rowFields.ts';
import type { RowFormApi, RowFormOptions } from './useRowForm.ts';

interface Props<Row, Changes> {
  form: RowFormApi<Row>;
  options: RowFormOptions<Row, Changes>;
  /** Those that the row has, or had. */
  statuses?: readonly (string | undefined)[];
  kinds?: FieldKinds;
  /** What the button says. */
  submit?: string;
  /** In the alert. */
  alertExtra?: ReactNode;
}

export function RowForm<Row, Changes>(props: Props<Row, Changes>) {
  const { form, options, statuses = [], kinds, submit, alertExtra } = props;
  const { t, alert, unsaved } = form;

  // The button is at the other end of a form that may be longer than the window.
  useEffect(() => {
    if (alert) document.getElementById(form.alertProps.id)?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [alert, form.alertProps.id]);

  return (
    <>
      <Form<FormValues, Row, RowFormApi<Row>>
        form={form}
        submit=""
        pending=""
        alertExtra={
          <>
            <ErrorSummary form={form} />
            {alertExtra}
          </>
        }
        kinds={{
          status: (field) => <SelectField {...field} options={statusChoices(t, statuses)} />,
          json: (field) => <JsonField {...field} />,
          checkbox: (field) => <CheckboxField {...field} />,
          ...kinds,
        }}
        slots={{
          actions: (
            <Buttons
              form={form}
              submit={submit ?? t('admin.form.save')}
              cancel={t('admin.list.cancel')}
              onCancel={options.onCancel && unsaved.leave}
            />
          ),
        }}
      >
        {options.children}
      </Form>
      <RemoveConfirmModal
        show={unsaved.asking}
        title={t('admin.form.discard')}
        body={t('admin.form.discardText')}
        danger={t('admin.form.discardYes')}
        safe={t('admin.form.discardNo')}
        understand={false}
        done={unsaved.answer}
      />
    </>
  );
}
