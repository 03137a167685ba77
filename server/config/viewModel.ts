// What GET /login and GET /register tell a page to ask for.
import type { Config } from './schema.ts';

type Form = Config['endpoints']['login']['form'];

interface ViewField {
  label: string;
  name: string;
  placeholder: string;
  required: boolean;
  type: string;
}

export interface ViewModel {
  form: { fields: ViewField[] };
  /** Always there: old clients call array methods on it without looking. */
  accountStores: never[];
}

export function viewModel({ fields, fieldOrder }: Form): ViewModel {
  const names = [...new Set([...fieldOrder, ...Object.keys(fields)])];
  const shown = names.flatMap((name) => {
    const field = fields[name];
    if (!field?.enabled || !field.visible) return [];
    const { label, placeholder, required, type } = field;
    return [{ label, name, placeholder, required, type }];
  });
  return { form: { fields: shown }, accountStores: [] };
}
