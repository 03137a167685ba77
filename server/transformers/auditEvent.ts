// What is sent of an event, which depends on who asks: of people elsewhere no more than their name.
import { createHmac } from 'node:crypto';
import type { Config } from '../config/schema.ts';
import type { EventPerson, FoundEvent } from '../store/store.ts';

export interface AuditPerson {
  id: string;
  fullName: string;
  /** Empty where it is not for who asks. */
  email: string;
}

export interface AuditEvent {
  id: string;
  type: string;
  /** ISO 8601, in UTC, with milliseconds. */
  at: string;
  outcome: 'ok' | 'refused';
  /** Whom it happened to; null for nobody, and for who is not there any more. */
  user: AuditPerson | null;
  /** The administrator who did it; null where that was the user, or whoever runs the server. */
  by: AuditPerson | null;
  address: string | null;
  agent: string | null;
  details: Record<string, unknown>;
}

/** How far somebody sees. */
export interface EventReach {
  /** What concerns the server, too: why a mail could not be sent. */
  everything: boolean;
  sees(person: EventPerson): boolean;
}

export function auditEvent(
  config: Config,
  event: FoundEvent & Pick<AuditEvent, 'outcome'>,
  reach: EventReach,
): AuditEvent {
  const { number, type, at, outcome, user, by, byId } = event;
  // Where an administrator of elsewhere sits is nothing to those whom something was done to.
  const isByStranger = byId !== null && !(by ? reach.sees(by) : reach.everything);
  return {
    id: eventId(config, number),
    type,
    at: at.toISOString(),
    outcome,
    user: user && reach.sees(user) ? shown(user) : null,
    by: by && (reach.sees(by) ? shown(by) : nameOf(by)),
    address: isByStranger ? null : event.address,
    agent: isByStranger ? null : event.agent,
    details: detailsOf(event, reach),
  };
}

/** Ids count nothing: from a number everybody could tell how much happens in all accounts. */
function eventId({ tokenSigningKey }: Config, number: number): string {
  const key = [tokenSigningKey].flat()[0] ?? '';
  return createHmac('sha256', key).update(`event ${number}`).digest('base64url').slice(0, 14);
}

function shown({ id, fullName, email }: EventPerson): AuditPerson {
  return { id, fullName, email };
}

/** Without a name, what stands in its place is an address. */
function nameOf({ id, fullName, username, email }: EventPerson): AuditPerson {
  const isNamed = fullName !== username && fullName !== email;
  return { id, fullName: isNamed ? fullName : id, email: '' };
}

/** Of who is not there any more the id stays. */
function detailsOf({ type, details, userId, user, by }: FoundEvent, reach: EventReach): Record<string, unknown> {
  const { reason, by: byId, ...others } = details;
  const isOfServer = type.startsWith('mail.');
  const isKnown = byId === null || by !== null;
  return {
    ...others,
    ...(reason !== undefined && (reach.everything || !isOfServer) && { reason }),
    ...(byId !== undefined && !isKnown && { by: byId }),
    ...(userId !== null && user === null && { userId }),
  };
}
