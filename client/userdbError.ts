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
  declare readonly status: number;
  /** Stable: the server's `Userdb-Error`, or OFFLINE, NETWORK, TIMEOUT, ABORTED, SERVER_ERROR. */
  declare readonly code: string | undefined;
  /** Seconds. */
  declare readonly retryAfter: number | undefined;
  /** What is wrong, by the name of the field to blame. */
  declare readonly fields: Record<string, string> | undefined;
  /** The number under which the server's log has this request. */
  declare readonly reference: string | undefined;

  constructor(status: number, message: string, details: UserdbErrorDetails = {}) {
    super(message);
    Object.assign(this, { status }, details);
  }
}

/** Anything thrown that is no refusal is a fault of ours. */
export function asUserdbError(error: unknown): UserdbError {
  return error instanceof UserdbError ? error : new UserdbError(0, '', { code: 'SERVER_ERROR', cause: error });
}
