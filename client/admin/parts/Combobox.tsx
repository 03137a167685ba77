// A choice out of a list: the browser's own while the list is short and whole, else one that searches on the server,
// after the editable combobox of the ARIA guide.

import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Choice } from '../../adminWire.ts';
import { useAdminMessages } from '../useAdminMessages.ts';
import { place } from './Menu.tsx';

export interface ComboboxProps {
  label: string;
  value: string;
  onChange(value: string): void;
  options: readonly Choice[];
  /** There are no others. */
  complete: boolean;
  search?(q: string, signal: AbortSignal): Promise<readonly Choice[]>;
  /** So that a form finds the value under it. */
  name?: string;
  part?: string;
  /** Under the label instead of above: for a bar of filters. */
  small?: boolean;
}

const SHORT = 200;

export function Combobox(props: ComboboxProps) {
  const { label, options, complete, value, onChange, name, part = 'choice', small } = props;
  const id = useId();
  const isShort = complete && options.length <= SHORT;
  return (
    <div className={small ? 'udb-filter' : 'udb-field'} data-udb-part={`${part}-field`}>
      <label className="udb-label" htmlFor={id}>
        {label}
      </label>
      {isShort ? (
        <select
          className="udb-input"
          id={id}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-udb-part={part}
        >
          {options.map((option) => (
            <option className="udb-plain" key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <SearchingCombobox {...props} id={id} part={part} />
      )}
    </div>
  );
}

const PAUSE = 250;

function SearchingCombobox(props: ComboboxProps & { id: string; part: string }) {
  const { id, label, value, onChange, options, search, name, part } = props;
  const { t } = useAdminMessages();
  const [typed, setTyped] = useState<string | null>(null);
  const [answer, setAnswer] = useState(options);
  const found = typed === null ? options : answer;
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const seen = useRef(new Map<string, string>());
  for (const option of [...options, ...found]) seen.current.set(option.value, option.label);
  const chosen = seen.current.get(value) ?? '';
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });

  useEffect(() => {
    if (typed === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      const ask = latest.current?.(typed, abort.signal) ?? Promise.resolve(options.filter(isLike(typed)));
      ask.then(
        (choices) => {
          if (abort.signal.aborted) return;
          setAnswer(choices);
          setActive(-1);
        },
        // The rows of before stay: whoever typed can type on.
        () => {},
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [typed, options]);

  useEffect(() => {
    const popover = list.current;
    if (popover?.matches(':popover-open') !== open) popover?.togglePopover(open);
    if (!open || !popover || !input.current) return;
    popover.style.width = `${input.current.offsetWidth}px`;
    place(popover, input.current);
    popover.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  function close() {
    setOpen(false);
    setActive(-1);
    setTyped(null);
  }

  function choose(option: Choice) {
    onChange(option.value);
    close();
  }

  function onType(event: ChangeEvent<HTMLInputElement>) {
    setTyped(event.target.value);
    setOpen(true);
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, altKey } = event;
    const option = found[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step !== undefined) {
      event.preventDefault();
      if (altKey) return step > 0 ? setOpen(true) : close();
      setOpen(true);
      const count = found.length;
      setActive(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    } else if (key === 'Enter' && open) {
      // Not the form: the list is what is being answered.
      event.preventDefault();
      if (option) choose(option);
      else close();
    } else if (key === 'Escape' && open) {
      // Not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  return (
    <>
      {name && <input type="hidden" name={name} value={value} />}
      <input
        className="udb-input"
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && found[active] ? `${id}-${active}` : undefined}
        value={typed ?? chosen}
        ref={input}
        onChange={onType}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
        data-udb-part={part}
      />
      <div
        className="udb-menu"
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        popover="manual"
        ref={list}
        data-udb-part={`${part}-list`}
      >
        {open &&
          found.map((option, index) => (
            <div
              key={option.value}
              className="udb-menu-item"
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onMouseDown={(event) => {
                // The input keeps the focus.
                event.preventDefault();
                choose(option);
              }}
            >
              {option.label}
            </div>
          ))}
      </div>
      <p className="udb-sr" role="status">
        {open && t('admin.list.choices', { n: found.length })}
      </p>
    </>
  );
}

function isLike(typed: string) {
  return ({ label }: Choice) => label.toLowerCase().includes(typed.toLowerCase());
}
