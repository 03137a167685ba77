// The status of a user as a word and a shape: colour alone says nothing to many.

import { useAdminMessages } from './useAdminMessages.ts';

export const STATUSES = ['ENABLED', 'DISABLED', 'LOCKED', 'PENDING'] as const;

const SHAPES: Record<string, string> = {
  ENABLED: 'm3.5 8.5 3 3 6-7',
  DISABLED: 'm4 4 8 8M12 4l-8 8',
  LOCKED: 'M4 7.5h8v5.5H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  PENDING: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.25l2 1.25',
};

export function UserStatus({ status }: { status: string }) {
  const { t } = useAdminMessages();
  return (
    <span className="udb-badge" data-state={status}>
      <svg className="udb-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={SHAPES[status]} />
      </svg>
      {t.known(`admin.users.status.${status}`) ?? status}
    </span>
  );
}
