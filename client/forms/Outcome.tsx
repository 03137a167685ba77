// What stands in place of a form when it is done with. It takes the focus where what had it is gone.

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useUserdb } from '../context.tsx';

interface Props {
  part: string;
  /** It was here from the start: the focus stays where it is. */
  quiet?: boolean;
  children: ReactNode;
}

export function Outcome({ part, quiet = false, children }: Props) {
  const { theme } = useUserdb();
  const element = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const root = element.current;
    // Unless something else has it by now, such as the heading of the page; what comes by itself takes nobody anywhere.
    const { activeElement, body } = document;
    const isLost = (activeElement ?? body) === body;
    if (!root || quiet || !isLost || !navigator.userActivation?.hasBeenActive) return;
    // What it says first is what is read of it, not all that follows.
    root.role = 'group';
    if (root.firstElementChild) root.firstElementChild.id ||= id;
    root.setAttribute('aria-labelledby', root.firstElementChild?.id ?? '');
    root.focus({ preventScroll: true });
  }, [quiet, id]);
  return (
    <div className="udb-root udb-outcome" ref={element} tabIndex={-1} data-udb-part={part} data-udb-theme={theme}>
      {children}
    </div>
  );
}
