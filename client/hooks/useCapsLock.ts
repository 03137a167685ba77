// Whether Caps Lock was on at the last key pressed in an input.

import { type RefObject, useEffect, useState } from 'react';
import { listen } from '../listen.ts';

export function useCapsLock(input: RefObject<HTMLElement | null>): boolean {
  const [on, setOn] = useState(false);

  useEffect(() => {
    // Autofill sends key events without a key, and leaving the field is no key at all.
    const look = (event: Partial<KeyboardEvent>) => setOn(event.getModifierState?.('CapsLock') ?? false);
    return input.current ? listen(input.current, ['keydown', 'keyup', 'blur'], look) : undefined;
  }, [input]);

  return on;
}
