// What happened to one user lately: "Password changed · by Rosa Root · 12 min ago". Nothing where the server keeps none.

import { When } from '../forms/When.tsx';
import { eventText } from './eventWords.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { useAuditTrail } from './useAuditTrail.ts';

export interface UserEventsProps {
  /** Whose events. */
  userId: string;
  /** How many at most: 10, 20, 50 or 100. */
  size?: number;
}

export function UserEvents({ userId, size = 10 }: UserEventsProps) {
  const { t } = useAdminMessages();
  const { rows } = useAuditTrail({ userId, size, url: false });
  if (rows.length === 0) return null;
  return (
    <section className="udb-outcome" data-udb-part="user-events">
      <h3 className="udb-label">{t('admin.audit.caption')}</h3>
      <ul className="udb-events">
        {rows.map((event) => (
          <li key={event.id} className="udb-event">
            {eventText(t, event)}
            {event.by && event.by.id !== userId && ` · ${t('admin.audit.by', { name: event.by.fullName })}`}
            {' · '}
            <When time={event.at} />
          </li>
        ))}
      </ul>
    </section>
  );
}
