// The search of a list: asks when the typing pauses, at once on Enter, and follows the address on Back.

import { type FormEvent, useEffect, useId, useRef } from 'react';

interface Props {
  label: string;
  value: string;
  onSearch(q: string): void;
  part: string;
}

const PAUSE = 300;

export function SearchField({ label, value, onSearch, part }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(value);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Not what was typed here, so it comes from elsewhere: the address, or "Clear search".
    if (value !== asked.current && input.current) input.current.value = value;
    asked.current = value;
  }, [value]);

  function ask() {
    clearTimeout(timer.current);
    asked.current = input.current?.value.trim() ?? '';
    if (asked.current !== value) onSearch(asked.current);
  }

  function onInput() {
    clearTimeout(timer.current);
    timer.current = setTimeout(ask, PAUSE);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    ask();
  }

  return (
    <search className="udb-search">
      <form className="udb-filter" onSubmit={onSubmit}>
        <label className="udb-label" htmlFor={id}>
          {label}
        </label>
        <input
          className="udb-input"
          id={id}
          name="q"
          type="search"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          defaultValue={value}
          ref={input}
          onInput={onInput}
          data-udb-part={`${part}-search`}
        />
      </form>
    </search>
  );
}
