// What may be said of an account or a role.
import { UserdbError } from '../errors.ts';
import { LONGEST } from '../normalForm.ts';
import type { Described } from '../store/store.ts';
import { mergeCustomData, readCustomData } from './customData.ts';
import { trimmedText } from './plainText.ts';
import { readStatus } from './statuses.ts';

/** What is absent stays as it is. */
export interface DescribedFields {
  name?: string | undefined;
  description?: string | null | undefined;
  status?: string | undefined;
  /** Replaces what is there. */
  customData?: Record<string, unknown> | null | undefined;
}

/**
 * @throws UserdbError FIELD_REQUIRED, FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG, STATUS_UNKNOWN,
 *   CUSTOM_DATA_MALFORMED
 */
export function readDescribed({ name, description, status, customData }: DescribedFields): Partial<Described> {
  const label = 'Description';
  return {
    ...(name !== undefined && { name: readName(name) }),
    ...(description !== undefined && {
      description: trimmedText(description, { field: 'description', label, most: LONGEST.description }),
    }),
    ...(status !== undefined && { status: readStatus(status) }),
    ...(customData !== undefined && { customData: mergeCustomData({}, readCustomData(customData ?? {})) }),
  };
}

/** The same for a new one. @throws UserdbError as `readDescribed` does */
export function readNewDescribed(fields: DescribedFields): Described {
  const { name = readName(''), ...others } = readDescribed(fields);
  return { description: null, status: 'ENABLED', customData: {}, ...others, name };
}

/** The name of an account or a role. @throws UserdbError FIELD_REQUIRED, FIELD_UNREADABLE, FIELD_TOO_LONG */
export function readName(text: string, field = 'name'): string {
  const label = 'Name';
  const name = trimmedText(text, { field, label, most: LONGEST.describedName });
  if (name === null) throw new UserdbError('FIELD_REQUIRED', { field, label });
  return name;
}
