// Whether Caps Lock was on at the last key pressed in an input.

import { type RefObject, useEffect, useState } from 'react';

export function useCapsLock(input: RefObject<HTMLElement | null>): boolean {
  const [on, setOn] = useState(false);

  useEffect(() => {
    const element = input.current;
    if (!element) return;
    // Autofill sends key events without a key.
    const look = (event: KeyboardEvent) => setOn(event.getModifierState?.('CapsLock') ?? false);
    const forget = () => setOn(false);
    element.addEventListener('keydown', look);
    element.addEventListener('keyup', look);
    element.addEventListener('blur', forget);
    return () => {
      element.removeEventListener('keydown', look);
      element.removeEventListener('keyup', look);
      element.removeEventListener('blur', forget);
    };
  }, [input]);

  return on;
}
