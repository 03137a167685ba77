// What a host may put on the outermost element of a page or form: its class, id, ref and data; and the theme.

import type { Ref } from 'react';
import { useUserdb } from '../context.tsx';

export interface RootProps<E extends HTMLElement> {
  /** Beside our own classes. */
  className?: string;
  /** For links and labels of yours. */
  id?: string;
  /** The element itself. */
  ref?: Ref<E>;
  [data: `data-${string}`]: string | number | boolean | undefined;
}

/** Those of `props` that go on the element, with our class in front: `[class^="udb-"]` has to find it. */
export function useRootProps<E extends HTMLElement>(className: string, props: RootProps<E> = {}): RootProps<E> {
  const { theme } = useUserdb();
  const kept = Object.entries(props).filter(([name]) => /^(id$|ref$|data-)/.test(name));
  return {
    'data-udb-theme': theme,
    ...Object.fromEntries(kept),
    className: props.className ? `${className} ${props.className}` : className,
  };
}
