// A button that opens a menu of actions, after the menu button pattern of the ARIA guide, on the popover API.

import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';

export interface MenuItem {
  key: string;
  label: string;
  onSelect(): void;
  /** Why it cannot be chosen, in a sentence. */
  disabled?: string;
  danger?: boolean;
}

export interface MenuProps {
  /** The name of the button, e.g. "Actions for Ann Archer". */
  label: string;
  items: readonly MenuItem[];
  /** What the button shows. Default: three dots. */
  text?: string;
  part?: string;
}

type Start = 'first' | 'last';

export function Menu({ label, items, text, part = 'menu' }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<Start | null>(null);

  function onKeyDown(event: KeyboardEvent) {
    const start = ({ ArrowDown: 'first', ArrowUp: 'last' } as const)[event.key];
    if (!start) return;
    event.preventDefault();
    setOpen(start);
  }

  function close() {
    setOpen(null);
    button.current?.focus();
  }

  return (
    <>
      <button
        className={text ? 'udb-button-quiet' : 'udb-button-quiet udb-icon-button'}
        type="button"
        aria-label={text ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        aria-controls={open ? id : undefined}
        ref={button}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          // The browser would open it by itself, before what is in it is there.
          event.preventDefault();
          setOpen(open ? null : 'first');
        }}
        data-udb-part={`${part}-button`}
      >
        {text ?? <Dots />}
      </button>
      {open && (
        <Items
          id={id}
          label={label}
          items={items}
          start={open}
          button={button.current}
          onLeave={() => setOpen(null)}
          onClose={close}
          part={part}
        />
      )}
    </>
  );
}

interface ItemsProps extends Required<Pick<MenuProps, 'label' | 'items' | 'part'>> {
  id: string;
  start: Start;
  button: HTMLButtonElement | null;
  /** The focus is elsewhere by now. */
  onLeave(): void;
  /** The focus goes back to the button. */
  onClose(): void;
}

function Items({ id, label, items, start, button, onLeave, onClose, part }: ItemsProps) {
  const menu = useRef<HTMLDivElement>(null);
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element || !button) return;
    // So that a press of the button, while the menu is open, is not taken for one beside it.
    button.popoverTargetElement = element;
    if (!element.matches(':popover-open')) element.showPopover();
    // Again when the page moves under it: a swipe may still be running out.
    const follow = () => place(element, button);
    follow();
    itemsOf(element)
      .at(start === 'first' ? 0 : -1)
      ?.focus({ preventScroll: true });

    const onToggle = () => {
      if (!element.matches(':popover-open')) leave.current();
    };
    element.addEventListener('toggle', onToggle);
    addEventListener('scroll', follow, true);
    addEventListener('resize', follow);
    return () => {
      element.removeEventListener('toggle', onToggle);
      removeEventListener('scroll', follow, true);
      removeEventListener('resize', follow);
    };
  }, [start, button]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const all = itemsOf(event.currentTarget);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) all.at(to)?.focus();
    // Tab goes on from the button.
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    if (to !== undefined || event.key === 'Escape') event.preventDefault();
  }

  function choose({ disabled, onSelect }: MenuItem) {
    if (disabled) return;
    // First the focus: a dialog that opens now has to find its way back to the button.
    onClose();
    onSelect();
  }

  return (
    <div
      className="udb-menu"
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="auto"
      ref={menu}
      onKeyDown={onKeyDown}
      data-udb-part={part}
    >
      {items.map((item) => (
        <button
          key={item.key}
          className={item.danger ? 'udb-menu-item udb-danger' : 'udb-menu-item'}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={item.disabled ? true : undefined}
          onClick={() => choose(item)}
          data-udb-part={`${part}-${item.key}`}
        >
          {item.label}
          {item.disabled && <span className="udb-menu-why"> {item.disabled}</span>}
        </button>
      ))}
    </div>
  );
}

function itemsOf(menu: HTMLElement) {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

/** Below the button and flush with its end, or above where there is no room. By hand, until all browsers have anchors. */
export function place(popover: HTMLElement, anchor: HTMLElement) {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = popover;
  const below = bottom + offsetHeight + GAP <= innerHeight || top < offsetHeight + GAP;
  const fromLeft = getComputedStyle(anchor).direction === 'rtl' ? left : right - offsetWidth;
  const { clientWidth } = document.documentElement;
  popover.style.top = `${below ? bottom + GAP : top - offsetHeight - GAP}px`;
  popover.style.left = `${Math.max(GAP, Math.min(fromLeft, clientWidth - offsetWidth - GAP))}px`;
}

const GAP = 4;

function Dots() {
  return (
    <svg className="udb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />
    </svg>
  );
}
