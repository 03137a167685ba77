// Every refusal the library can answer with. A code is part of the API: add one, never rename one.

export const ERRORS = {
  LOGIN_INCOMPLETE: { status: 400, message: 'Enter your user name or e-mail address and your password.' },
  LOGIN_FAILED: { status: 400, message: 'Invalid username or password.' },
  LOGIN_UNVERIFIED: {
    status: 400,
    message: 'Verify your e-mail address first: open the link in the mail that we sent you.',
  },
  LOGIN_LOCKED: {
    status: 400,
    message: 'This account is locked after too many wrong passwords. Try again later, or reset your password.',
  },
  LOGIN_DISABLED: { status: 400, message: 'This account is disabled. Ask the people who run this site.' },
  REALM_UNKNOWN: { status: 400, message: 'There is no such way to sign in. Leave the realm header out.' },
  UNAUTHENTICATED: { status: 401, message: 'Unauthorized' },
  FORBIDDEN: { status: 403, message: 'You may not do this. Ask an administrator for the role that it takes.' },
  CROSS_SITE: {
    status: 403,
    message: 'This request came from another site. Open the page of this site and try again.',
  },
  SUPER_ADMIN_ONLY: { status: 403, message: 'Only a super-admin may do this.' },
  NOT_ONESELF: {
    status: 409,
    message: 'You cannot disable or remove yourself, nor give up your own role. Ask another administrator.',
  },
  LAST_SUPER_ADMIN: {
    status: 409,
    message: 'This is the last super-admin. Make somebody else a super-admin first.',
  },
  EDITED_MEANWHILE: {
    status: 409,
    message: 'Somebody else has changed this meanwhile, and nothing was saved. Reload, compare, and save again.',
  },
  SESSION_UNKNOWN: { status: 404, message: 'There is no such session, or it has ended already. Reload the list.' },
  USER_UNKNOWN: { status: 404, message: 'There is no such user. Reload the list.' },
  ACCOUNT_UNKNOWN: { status: 404, message: 'There is no such account. Reload the list.' },
  ROLE_UNKNOWN: { status: 404, message: 'There is no such role. Reload the list.' },
  ROLES_TOO_MANY: { status: 400, message: 'A user has at most {most} roles.' },
  OWN_ADDRESS: {
    status: 409,
    message: 'Change your own e-mail address in your profile, where it takes your password.',
  },
  IMPORT_RUNNING: {
    status: 503,
    message: 'Other imports are under way. Try again when they are done, in {retryAfter} seconds or later.',
  },
  NAME_TAKEN: { status: 409, message: 'That name is taken. Choose another one.' },
  STATUS_UNKNOWN: { status: 400, message: 'A status is one of {statuses}.' },
  NOT_PENDING: { status: 409, message: 'This user has accepted the invitation already.' },
  USER_DISABLED: { status: 409, message: 'This user, or the account, is disabled. Enable it first.' },
  MAIL_OFF: { status: 409, message: 'Mails of this kind are turned off here. Ask the people who run this site.' },
  ORDER_UNKNOWN: { status: 400, message: 'This list can be sorted by {fields}; asc or desc.' },
  EMAIL_UNPROVABLE: {
    status: 400,
    message: 'An address can be changed by a mailed link only, and this site mails none. Ask an administrator.',
  },
  CUSTOM_DATA_MALFORMED: {
    status: 400,
    message: 'customData takes an object of JSON, at most ten levels deep.',
  },
  EMAIL_FIXED: {
    status: 400,
    message: 'The address of an invitation stays as it is. Sign in first, then change your address.',
  },
  WELCOME_OVER: {
    status: 400,
    message: 'Open the link of your invitation once more, then choose your password.',
  },
  HOOK_REFUSED: { status: 400, message: '{reason}' },
  NOT_FOUND: { status: 404, message: 'There is nothing here.' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'This address takes {allow} only.' },
  EMAIL_MISSING: { status: 400, message: 'Enter your e-mail address or user name.' },
  PASSWORD_MISSING: { status: 400, message: 'Enter a new password.' },
  FIELD_REQUIRED: { status: 400, message: '{label} is required.' },
  FIELD_UNKNOWN: { status: 400, message: 'The form has a field that is not asked for. Reload the page and try again.' },
  FIELD_NOT_TEXT: { status: 400, message: '{label} takes text.' },
  FIELD_NOT_NUMBER: { status: 400, message: '{label} takes a whole number, neither negative nor huge.' },
  FIELD_NOT_TIME: { status: 400, message: '{label} takes a time like 2026-01-31T12:00:00Z.' },
  FIELD_UNREADABLE: { status: 400, message: '{label} has invisible characters in it. Type it instead of pasting it.' },
  FIELD_TOO_LONG: { status: 400, message: '{label} is too long: at most {most} characters.' },
  API_KEY_MALFORMED: { status: 400, message: 'An API key is its id, a colon, and its secret.' },
  EMAIL_INVALID: { status: 400, message: 'Enter an e-mail address like name@example.com.' },
  EMAIL_TAKEN: {
    status: 409,
    message: 'There is already an account for that e-mail address. Sign in, or reset your password.',
  },
  USERNAME_INVALID: { status: 400, message: 'A user name cannot hold an @ or spaces. Choose another one.' },
  USERNAME_TAKEN: { status: 409, message: 'That user name is taken. Choose another one.' },
  PASSWORDS_DIFFER: { status: 400, message: 'Passwords do not match.' },
  PASSWORD_WEAK: { status: 400, message: 'Choose another password: {rules}.' },
  PASSWORD_COMMON: {
    status: 400,
    message: 'Many people use that password, so it is guessed first. Choose another one.',
  },
  PASSWORD_PERSONAL: {
    status: 400,
    message: 'That password is too close to your name or e-mail address. Choose another one.',
  },
  PASSWORD_REUSED: { status: 400, message: 'Choose a password that is not {which}.' },
  PASSWORD_WRONG: { status: 400, message: 'Your present password is not right. Type it again.' },
  PASSWORD_NEEDED: { status: 400, message: 'Enter your present password too, or sign in again first.' },
  EXPIRY_OFF: {
    status: 400,
    message: 'Passwords do not expire on this site, so nobody can be made to change one. Leave that choice out.',
  },
  PASSWORD_NOT_SET: {
    status: 400,
    message:
      'Who is invited chooses a password anyway. Set one now, with the status ENABLED, or leave that choice out.',
  },
  PASSWORD_MISMATCH: { status: 400, message: 'Password does not match' },
  ARGUMENT_INVALID: { status: 400, message: '{argument} takes {expected}.' },
  TOKEN_MISSING: { status: 400, message: 'sptoken parameter not provided.' },
  TOKEN_INVALID: { status: 404, message: 'This link no longer works. Ask for a new one.' },
  GRANT_TYPE_MISSING: { status: 400, message: 'Say by grant_type what you have to show for a token, in a form.' },
  GRANT_TYPE_UNKNOWN: { status: 400, message: 'Nothing is given for that grant_type here.' },
  REFRESH_TOKEN_MISSING: { status: 400, message: 'Send your refresh token as refresh_token.' },
  REFRESH_TOKEN_INVALID: { status: 400, message: 'This refresh token no longer works. Sign in again.' },
  API_KEY_INVALID: { status: 401, message: 'Invalid API key: send its id and secret as HTTP Basic.' },
  OAUTH_TOKEN_MISSING: { status: 400, message: 'Send the token to revoke as token, in a form.' },
  IMPORT_FILE_MISSING: {
    status: 400,
    message: 'Choose a CSV or XLSX file with rows in it, and send nothing but that file.',
  },
  IMPORT_FILE_TOO_LARGE: { status: 413, message: 'The file is too large: at most {most} MiB. Split it.' },
  IMPORT_UNREADABLE: { status: 400, message: 'The file cannot be read: {reason}.' },
  IMPORT_COLUMNS: { status: 400, message: 'The columns do not fit: {reason}.' },
  IMPORT_REFUSED: { status: 400, message: 'Nothing was imported. {rows}' },
  ROW_REPEATED: { status: 400, message: 'The same e-mail address and role are in line {line} already.' },
  ROW_ADDRESS_TAKEN: { status: 400, message: 'That e-mail address belongs to somebody else. Take the row out.' },
  ROW_OVERTAKEN: { status: 400, message: 'This user was changed while the import ran. Import the row again.' },
  FIELD_NOT_BOOLEAN: { status: 400, message: '{label} takes true or false.' },
  UPLOAD_BROKEN: { status: 400, message: 'The upload cannot be read, or ended early. Send the file again.' },
  UPLOAD_TYPE: { status: 415, message: 'Send the file as multipart/form-data.' },
  BODY_NOT_A_FORM: { status: 400, message: 'Send a form: application/x-www-form-urlencoded.' },
  BODY_MALFORMED: { status: 400, message: 'The request cannot be read. Send JSON or a form.' },
  BODY_TOO_LARGE: { status: 413, message: 'The request is too large.' },
  BODY_TYPE: { status: 415, message: 'Send the request as application/json.' },
  TOO_MANY_REQUESTS: { status: 429, message: 'Too many attempts. Try again in {retryAfter} seconds.' },
  SERVER_ERROR: { status: 500, message: 'Something went wrong on our side. Please try again in a moment.' },
  BUSY: { status: 503, message: 'Many people are signing in right now. Please try again in {retryAfter} seconds.' },
  UNAVAILABLE: { status: 503, message: 'This is not available right now. Please try again in {retryAfter} seconds.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}

export interface ErrorDetails {
  /** The name of the one field that is to blame. */
  field?: string;
  /** Seconds, for Retry-After. */
  retryAfter?: number;
  /** In place of the table's, for HOOK_REFUSED. */
  status?: number;
  /** What else the message has in braces. */
  [name: string]: string | number | undefined;
}

/** Seconds after which to come back when a part of ours, a store or a database, does not answer. */
const COME_BACK_AFTER = 5;

/** What does not answer now will probably do so again. */
export function unavailable(): UserdbError {
  return new UserdbError('UNAVAILABLE', { retryAfter: COME_BACK_AFTER });
}

/** A refusal: thrown by a workflow, made into an answer by http/problem.ts. */
export class UserdbError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(ERRORS[code].message.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '')));
    this.name = 'UserdbError';
    this.code = code;
    this.status = details.status ?? ERRORS[code].status;
    this.details = details;
  }
}
