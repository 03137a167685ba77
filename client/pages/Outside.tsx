// What surrounds every screen of the shipped app: the main landmark, and the colour of the page behind the card.

import type { ReactNode } from 'react';

export function Outside({ children }: { children: ReactNode }) {
  return <main className="app-main">{children}</main>;
}
