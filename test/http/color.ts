// A registration form with a field that is the application's own.
import type { Options } from '../../server/config/schema.ts';

/** A field of the application's own in the registration form. */
export function withColor(required: boolean): Options {
  const color = { enabled: true, visible: true, label: 'Color', placeholder: 'Color', required, type: 'text' };
  return { endpoints: { register: { form: { fields: { color } } } } };
}
