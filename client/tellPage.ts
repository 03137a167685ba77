// The DOM event beside each callback: `userdb:…`, which bubbles up from the form, or from our part of the page.

import type { UserdbEvent } from './context.tsx';

export function tellPage(event: UserdbEvent, target?: Element | null) {
  const from = target ?? globalThis.document?.querySelector('.udb-root');
  from?.dispatchEvent(new CustomEvent(`userdb:${event.type}`, { bubbles: true, detail: event }));
}
