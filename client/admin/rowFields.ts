// The fields that users, roles and accounts have alike: the status and the custom data, with what can be wrong in them.

import type { FieldSpec } from '../hooks/fields.ts';
import type { FormValues } from '../hooks/formTypes.ts';
import type { Translate } from '../hooks/useMessages.ts';
import { pretty } from './fields.tsx';
import { jsonFault } from './json.ts';
import type { AdminKey } from './useAdminMessages.ts';

type T = Translate<AdminKey>;

/** Those that there are, and the two that an administrator sets. */
export function statusChoices(t: T, there: readonly (string | undefined)[]) {
  const values = [...there, 'ENABLED', 'DISABLED'].filter((value) => value !== undefined);
  return [...new Set(values)].map((value) => ({ value, label: t.known(`admin.users.status.${value}`) ?? value }));
}

export function plainField(t: T, name: string, label: string, change: Partial<FieldSpec> = {}): FieldSpec {
  const missing = t('required.other', { label });
  // Off: these are somebody else's data, not those of who fills them in.
  return { name, type: 'text', label, missing, required: true, autoComplete: 'off', ...change };
}

export function statusField(t: T, status: string): FieldSpec {
  return plainField(t, 'status', t('admin.users.status'), { type: 'status', defaultValue: status });
}

export function customDataField(t: T, data: Record<string, unknown> = {}): FieldSpec {
  const help = t('admin.form.customDataHelp');
  const change = {
    type: 'json',
    help,
    required: false,
    defaultValue: Object.keys(data).length > 0 ? pretty(data) : '',
  };
  return plainField(t, 'customData', t('admin.form.customData'), change);
}

export function checkCustomData(t: T, { customData = '' }: FormValues) {
  const text = customData.trim();
  if (!text) return {};
  const fault = jsonFault(customData);
  if (fault) return { customData: t(`admin.form.json${fault.is}`, { ...fault }) };
  return text.startsWith('{') ? {} : { customData: t('admin.form.jsonObject', { bracket: '{' }) };
}

/** What is sent of it; nothing where the form does not ask for it. */
export function customDataOf({ customData }: FormValues): { customData?: Record<string, unknown> } {
  return customData === undefined ? {} : { customData: customData.trim() ? JSON.parse(customData) : {} };
}
