// Refusals that several admin endpoints have, for what they declare.
import type { ErrorCode } from '../../errors.ts';
import { TEXT_REFUSED } from '../refusals.ts';

/** Of an id, and of the fields of a list. */
export const ID_REFUSED = ['FIELD_REQUIRED', ...TEXT_REFUSED] as const satisfies readonly ErrorCode[];
export const LIST_REFUSED = [
  'FIELD_NOT_NUMBER',
  'ORDER_UNKNOWN',
  ...TEXT_REFUSED,
] as const satisfies readonly ErrorCode[];
/** Of a form with a name, a status and customData. */
export const FORM_REFUSED = [
  ...ID_REFUSED,
  'STATUS_UNKNOWN',
  'CUSTOM_DATA_MALFORMED',
] as const satisfies readonly ErrorCode[];
/** What would leave nobody in charge, or reach above oneself. */
export const POWER_REFUSED = [
  'SUPER_ADMIN_ONLY',
  'NOT_ONESELF',
  'LAST_SUPER_ADMIN',
] as const satisfies readonly ErrorCode[];
/** Of the other fields of a user. */
export const USER_REFUSED = [
  ...(['USER_UNKNOWN', 'ACCOUNT_UNKNOWN', 'PASSWORD_MISSING'] as const),
  ...(['ROLES_TOO_MANY', 'OWN_ADDRESS'] as const),
  ...(['EMAIL_INVALID', 'EMAIL_TAKEN', 'USERNAME_INVALID', 'USERNAME_TAKEN'] as const),
] satisfies readonly ErrorCode[];
