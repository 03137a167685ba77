// What a host may put on the outermost element of a page or form: its class, id, ref and data.

import type { Ref } from 'react';

export interface RootProps<E extends HTMLElement> {
  className?: string;
  id?: string;
  ref?: Ref<E>;
  [data: `data-${string}`]: string | number | boolean | undefined;
}

/** Those of `props` that go on the element, with our class in front: `[class^="udb-"]` has to find it. */
export function rootProps<E extends HTMLElement>(props: RootProps<E>, className: string): RootProps<E> {
  const kept = Object.entries(props).filter(([name]) => name === 'id' || name === 'ref' || name.startsWith('data-'));
  return { ...Object.fromEntries(kept), className: props.className ? `${className} ${props.className}` : className };
}
