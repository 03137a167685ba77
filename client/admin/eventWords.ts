// An event in words: what happened, and who is in it.

import type { AuditEvent } from '../adminWire.ts';
import type { Translate } from '../hooks/useMessages.ts';

type T = Pick<Translate, 'known'>;

/** A type that these words do not know stands as it is. */
export function typeText(t: T, type: string): string {
  return t.known(`admin.audit.${type}`) ?? type;
}

/** What happened, with what is worth knowing of it: the new status, the roles, how many users, which mail. */
export function eventText(t: T, { type, details }: AuditEvent): string {
  const { status, roles, created, kind } = details;
  const words = [t.known(`admin.users.status.${status}`) ?? status, t.known(`admin.audit.kind.${kind}`) ?? kind];
  const told = [...words, roles, created].flat();
  const more = told.filter((one) => typeof one === 'string' || typeof one === 'number').join(', ');
  return more ? `${typeText(t, type)}: ${more}` : typeText(t, type);
}

/** What people do by themselves. Anything else an administrator does or, where there is none, the server. */
const BY_ONESELF = [
  'login.succeeded',
  'login.failed',
  'logout',
  'user.registered',
  'user.registered-again',
  'user.verified',
  'verification.requested',
  'password.reset-requested',
  'password.reset',
  'password.changed',
  'email.change-requested',
  'profile.changed',
  'session.ended',
  'token.granted',
  'token.revoked',
];

/** The administrator, or the user who did it alone; empty where it is not known. Of who is not there any more, the id. */
export function whoDid(event: AuditEvent): string {
  const { type, by, details } = event;
  // Of a sign-in it is the way in, and no person.
  const id = type === 'login.succeeded' ? undefined : idIn(details.by);
  return by?.fullName ?? id ?? (BY_ONESELF.includes(type) ? whomItHit(event) : '');
}

export function whomItHit({ user, details }: AuditEvent): string {
  return user?.fullName ?? idIn(details.userId) ?? '';
}

function idIn(detail: unknown): string | undefined {
  return typeof detail === 'string' ? detail : undefined;
}
