// In place of a list's rows: what the list is for, or that the search found nothing, and what to do.

import type { ReactNode } from 'react';

export function Empty({ text, part, children }: { text: string; part: string; children?: ReactNode }) {
  return (
    <div className="udb-empty" data-udb-part={`${part}-empty`}>
      <p className="udb-text">{text}</p>
      {children && <div className="udb-bar">{children}</div>}
    </div>
  );
}
