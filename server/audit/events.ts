// What can happen, as one union. `by` is the id of the administrator who did it; null outside of a request. A name is never reused for something else; no password, token or address in any.

interface Happened<Type extends string> {
  type: Type;
  /** Whom it happened to; null when nobody has the login that was typed. */
  userId: string | null;
  /** The account where it happened, where that is not the user's. */
  accountId?: string | null;
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
  | (Happened<'user.signed-out'> & { by: string | null })
  | (Happened<'session.ended'> & { sessions: number })
  | (Happened<'user.roles-set'> & { by: string | null; roles: string[] })
  | (Happened<'account.created'> & { by: string | null; accountId: string })
  | (Happened<'account.changed'> & { by: string | null; accountId: string })
  | (Happened<'account.removed'> & { by: string | null; accountId: string })
  | (Happened<'role.created'> & { by: string | null; accountId: string; roleId: string })
  | (Happened<'role.changed'> & { by: string | null; accountId: string; roleId: string })
  | (Happened<'role.removed'> & { by: string | null; accountId: string; roleId: string })
  | (Happened<'users.import-previewed'> & { by: string | null; rows: number; refused: number })
  | (Happened<'users.imported'> & { by: string | null; created: number; changed: number })
  | (Happened<'token.granted'> & { grant: string })
  | Happened<'token.revoked'>
  | (Happened<'mail.sent'> & { kind: string })
  | (Happened<'mail.dropped'> & { kind: string })
  | (Happened<'mail.failed'> & { kind: string; attempt: number; reason: string })
  | (Happened<'mail.given-up'> & { kind: string; reason: string });

export type UserdbEventType = UserdbEvent['type'];

/** Whether what somebody was about came to pass. */
export type EventOutcome = 'ok' | 'refused';

/** Every type there is. */
export const OUTCOMES: Readonly<Record<UserdbEventType, EventOutcome>> = {
  'login.succeeded': 'ok',
  'login.failed': 'refused',
  logout: 'ok',
  'user.registered': 'ok',
  'user.registered-again': 'refused',
  'user.verified': 'ok',
  'user.locked': 'ok',
  'verification.requested': 'ok',
  'password.reset-requested': 'ok',
  'password.reset': 'ok',
  'password.changed': 'ok',
  'email.change-requested': 'ok',
  'email.changed': 'ok',
  'profile.changed': 'ok',
  'user.created': 'ok',
  'user.invited': 'ok',
  'user.changed': 'ok',
  'user.removed': 'ok',
  'user.status-set': 'ok',
  'user.unlocked': 'ok',
  'user.signed-out': 'ok',
  'session.ended': 'ok',
  'user.roles-set': 'ok',
  'account.created': 'ok',
  'account.changed': 'ok',
  'account.removed': 'ok',
  'role.created': 'ok',
  'role.changed': 'ok',
  'role.removed': 'ok',
  'users.import-previewed': 'ok',
  'users.imported': 'ok',
  'token.granted': 'ok',
  'token.revoked': 'ok',
  'mail.sent': 'ok',
  'mail.dropped': 'refused',
  'mail.failed': 'refused',
  'mail.given-up': 'refused',
};

/** The id of who did it, as far as the event says; how somebody signed in is nobody's id. */
export function byIdOf(event: UserdbEvent): string | null {
  return event.type !== 'login.succeeded' && 'by' in event ? (event.by ?? null) : null;
}
