// The one error that a call throws.

export interface UserdbErrorDetails {
  code?: string;
  retryAfter?: number;
  fields?: Record<string, string>;
  reference?: string;
  cause?: unknown;
}

/** A refusal, or no answer at all. `message` is the server's, in plain text; it is never the body of a broken answer. */
export class UserdbError extends Error {
  override readonly name = 'UserdbError';
  /** The HTTP status; 0: no answer. */
  readonly status: number;
  /** Stable: the server's `Userdb-Error`, or OFFLINE, NETWORK, TIMEOUT, ABORTED, SERVER_ERROR. */
  readonly code: string | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  /** What is wrong, by the name of the field to blame. */
  readonly fields: Record<string, string> | undefined;
  /** The number under which the server's log has this request. */
  readonly reference: string | undefined;

  constructor(status: number, message: string, details: UserdbErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = status;
    this.code = details.code;
    this.retryAfter = details.retryAfter;
    this.fields = details.fields;
    this.reference = details.reference;
  }
}

/** Anything thrown that is no refusal is a fault of ours. */
export function asUserdbError(error: unknown): UserdbError {
  return error instanceof UserdbError ? error : new UserdbError(0, '', { code: 'SERVER_ERROR', cause: error });
}
