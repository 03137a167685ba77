// Keeps what was typed from being lost by Escape, a button or the way to another page: whoever leaves is asked first.

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { askOnLeaving } from '../leaving.ts';

export interface Unsaved {
  /** For the form: something was changed in it. */
  onInput(event: FormEvent<HTMLFormElement>): void;
  /** The question is on the screen. */
  asking: boolean;
  /** Goes back, or asks whether to. */
  leave(): void;
  answer(yes: boolean): void;
  /** All is saved. */
  clear(): void;
}

/**
 * @param question  for who goes to another page
 * @param onLeave   goes back; without it, the dialog around the form is closed
 */
export function useUnsaved(question: string, onLeave: (() => void) | undefined): Unsaved {
  const [asking, setAsking] = useState(false);
  const changed = useRef(false);
  const dialog = useRef<HTMLDialogElement | null>(null);
  const listening = useRef<AbortController | null>(null);
  useEffect(() => () => listening.current?.abort(), []);
  useEffect(() => askOnLeaving(() => changed.current && question), [question]);

  function onInput({ currentTarget }: FormEvent<HTMLFormElement>) {
    changed.current = true;
    const around = currentTarget.closest('dialog');
    if (around === dialog.current) return;
    dialog.current = around;
    listening.current = new AbortController();
    // Before the dialog's own listener, whoever made the dialog.
    around?.addEventListener('cancel', stay, { capture: true, signal: listening.current.signal });
  }

  function stay(event: Event) {
    if (event.target !== dialog.current || !changed.current) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setAsking(true);
  }

  function go() {
    changed.current = false;
    if (onLeave) onLeave();
    else dialog.current?.dispatchEvent(new Event('cancel', { cancelable: true }));
  }

  return {
    onInput,
    asking,
    leave: () => (changed.current ? setAsking(true) : go()),
    answer(yes) {
      setAsking(false);
      if (yes) go();
    },
    clear() {
      changed.current = false;
    },
  };
}
