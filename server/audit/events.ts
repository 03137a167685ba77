// What can happen, as one union. `by` is the id of the administrator who did it; null outside of a request. A name is never reused for something else; no password, token or address in any.

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
  | (Happened<'password.reset-requested'> & { by?: string | null })
  | Happened<'password.reset'>
  | Happened<'password.changed'>
  | Happened<'email.change-requested'>
  | (Happened<'email.changed'> & { by: string | null })
  | Happened<'profile.changed'>
  | (Happened<'user.created'> & { by: string | null })
  | (Happened<'user.invited'> & { by?: string | null })
  | (Happened<'user.changed'> & { by: string | null; fields: string[] })
  | (Happened<'user.removed'> & { by: string | null })
  | (Happened<'user.status-set'> & { by: string | null; status: string })
  | (Happened<'user.unlocked'> & { by: string | null })
  | (Happened<'user.roles-set'> & { by: string | null; roles: string[] })
  | (Happened<'account.created'> & { by: string | null; accountId: string })
  | (Happened<'account.changed'> & { by: string | null; accountId: string })
  | (Happened<'account.removed'> & { by: string | null; accountId: string })
  | (Happened<'role.created'> & { by: string | null; roleId: string })
  | (Happened<'role.changed'> & { by: string | null; roleId: string })
  | (Happened<'role.removed'> & { by: string | null; roleId: string })
  | (Happened<'users.import-previewed'> & { by: string | null; rows: number; refused: number })
  | (Happened<'users.imported'> & { by: string | null; created: number; changed: number })
  | (Happened<'token.granted'> & { grant: string })
  | Happened<'token.revoked'>
  | (Happened<'mail.sent'> & { kind: string })
  | (Happened<'mail.dropped'> & { kind: string })
  | (Happened<'mail.failed'> & { kind: string; attempt: number; reason: string })
  | (Happened<'mail.given-up'> & { kind: string; reason: string });

export type UserdbEventType = UserdbEvent['type'];
