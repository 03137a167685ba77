// The form of what has a name and a description: a role, an account.

import { useState } from 'react';
import type { FormValues } from '../hooks/formTypes.ts';
import type { AdminAccount, AdminRole } from '../wire.ts';
import { AccountField } from './AccountField.tsx';
import { Root } from './parts/Root.tsx';
import { RowForm } from './RowForm.tsx';
import { checkCustomData, customDataField, customDataOf, plainField, statusField } from './rowFields.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { type RowFormOptions, useRowForm } from './useRowForm.ts';

export interface DescribedOptions<Row> extends RowFormOptions<Row, Partial<Row>> {
  /** Default true. */
  showCustomData?: boolean;
}

interface Props<Row> {
  kind: 'role' | 'account';
  options: DescribedOptions<Row>;
  /** The account that is chosen from the start, where one can be chosen. */
  accountId?: string;
  save(changes: Partial<Row>, signal: AbortSignal): Promise<Row>;
}

export function DescribedForm<Row extends AdminRole | AdminAccount>(props: Props<Row>) {
  const { value, form } = props.options;
  const row = value ?? form ?? null;
  return (
    <Root part={props.kind}>
      <Body key={row?.id ?? ''} {...props} row={row} />
    </Root>
  );
}

function Body<Row extends AdminRole | AdminAccount>(props: Props<Row> & { row: Row | null }) {
  const { kind, options, row, save } = props;
  const { t } = useAdminMessages(options.labels);
  const [accountId, setAccountId] = useState(props.accountId);
  const fields = [
    ...(!row && accountId !== undefined
      ? [plainField(t, 'account_id', t('admin.users.account'), { type: 'account' })]
      : []),
    plainField(t, 'name', t('admin.users.name'), { defaultValue: row?.name }),
    plainField(t, 'description', t('admin.form.description'), {
      required: false,
      defaultValue: row?.description ?? '',
    }),
    ...(row ? [statusField(t, row.status)] : []),
    ...(options.showCustomData === false ? [] : [customDataField(t, row?.customData)]),
  ];

  function changes(values: FormValues) {
    const { name, description, status, account_id } = values;
    const own = row ? { id: row.id, status } : account_id && { account_id };
    return { name, description: description || null, ...own, ...customDataOf(values) } as Partial<Row>;
  }

  const check = (values: FormValues) => checkCustomData(t, values);
  const rowForm = useRowForm<Row, Partial<Row>>({
    name: kind,
    endpoint: `${kind}s`,
    fields,
    t,
    options,
    changes,
    save,
    check,
  });
  return (
    <RowForm
      form={rowForm}
      options={options}
      statuses={[row?.status]}
      kinds={{ account: (field) => <AccountField {...field} value={accountId ?? ''} onChange={setAccountId} /> }}
    />
  );
}
