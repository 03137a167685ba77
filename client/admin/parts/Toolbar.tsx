// Buttons for what is selected: one stop for Tab, the arrows go from one to the next, after the toolbar pattern.

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

export function Toolbar({ label, part, children }: { label: string; part: string; children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  const current = useRef<HTMLButtonElement | null>(null);

  // After each render, since buttons come and go.
  useEffect(() => {
    const all = buttonsOf(bar.current);
    if (!current.current || !all.includes(current.current)) current.current = all[0] ?? null;
    for (const button of all) button.tabIndex = button === current.current ? 0 : -1;
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const all = buttonsOf(bar.current);
    const at = all.indexOf(event.target as HTMLButtonElement);
    const forth = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: forth, ArrowLeft: -forth }[event.key];
    const to = step ? (at + step + all.length) % all.length : { Home: 0, End: -1 }[event.key];
    const next = to === undefined || at < 0 ? undefined : all.at(to);
    if (!next) return;
    event.preventDefault();
    for (const button of all) button.tabIndex = button === next ? 0 : -1;
    current.current = next;
    next.focus();
  }

  return (
    <div className="udb-bar" role="toolbar" aria-label={label} ref={bar} onKeyDown={onKeyDown} data-udb-part={part}>
      {children}
    </div>
  );
}

function buttonsOf(bar: HTMLElement | null) {
  return [...(bar?.querySelectorAll<HTMLButtonElement>(':scope > button') ?? [])];
}
