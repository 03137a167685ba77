// Refusals that several endpoints have, for what they declare.
import type { ErrorCode } from '../errors.ts';

const codes = <const Codes extends readonly ErrorCode[]>(...list: Codes) => list;

/** What stands between a proven user and a session. */
export const NOT_ADMITTED = codes('LOGIN_UNVERIFIED', 'LOGIN_DISABLED', 'LOGIN_LOCKED');
/** Of the policy, for a first password. */
export const PASSWORD_REFUSED = codes('PASSWORD_WEAK', 'PASSWORD_COMMON', 'PASSWORD_PERSONAL');
/** Of a password in place of another. */
export const NEW_PASSWORD_REFUSED = codes(...PASSWORD_REFUSED, 'PASSWORD_REUSED');
/** Of text that strangers typed. */
export const TEXT_REFUSED = codes('FIELD_NOT_TEXT', 'FIELD_UNREADABLE', 'FIELD_TOO_LONG');
/** Of a mailed link. */
export const LINK_REFUSED = codes('TOKEN_MISSING', 'TOKEN_INVALID');
