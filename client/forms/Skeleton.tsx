// The outline of a form that is still on its way, of about its size, so that nothing jumps.

import { useUserdb } from '../context.tsx';
import type { Lateness } from '../hooks/useLateness.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { waiting } from '../messages/en/waiting.ts';

export interface SkeletonProps {
  /** How many lines it has. */
  fields: number;
  /** From `useLateness`: for a moment it is not seen. */
  lateness: Lateness;
  /** What is said while one waits, e.g. "Loading…". */
  text: string;
}

export function Skeleton({ fields, lateness, text }: SkeletonProps) {
  const { t } = useMessages(undefined, waiting);
  const { theme } = useUserdb();
  const bars = Array.from({ length: fields }, (_, index) => `bar-${index}`);
  return (
    <div className="udb-root udb-skeleton" data-state={lateness} data-udb-theme={theme} aria-busy="true">
      {bars.map((key) => (
        <div key={key} className="udb-skeleton-field" aria-hidden="true" />
      ))}
      <div className="udb-skeleton-button" aria-hidden="true" />
      <p className="udb-status" role="status">
        {lateness === 'long' ? t('pending.long') : lateness === 'late' && text}
      </p>
    </div>
  );
}
