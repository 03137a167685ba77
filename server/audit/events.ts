// What can happen, as one union. A name is never reused for something else; no password, token or address in any.

interface Happened<Type extends string> {
  type: Type;
  /** Whom it happened to; null when nobody has the login that was typed. */
  userId: string | null;
}

export type UserdbEvent =
  | (Happened<'login.succeeded'> & { by: string })
  | (Happened<'login.failed'> & { reason: string })
  | Happened<'logout'>
  | Happened<'user.registered'>
  | Happened<'user.registered-again'>
  | Happened<'user.verified'>
  | Happened<'user.locked'>
  | Happened<'verification.requested'>
  | Happened<'password.reset-requested'>
  | Happened<'password.reset'>
  | Happened<'password.changed'>
  | (Happened<'mail.sent'> & { kind: string })
  | (Happened<'mail.dropped'> & { kind: string })
  | (Happened<'mail.failed'> & { kind: string; attempt: number; reason: string })
  | (Happened<'mail.given-up'> & { kind: string; reason: string });

export type UserdbEventType = UserdbEvent['type'];
