// A place in a form or page that a host can fill: with nodes, or with a component that may wrap what is there by default.

import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import type { FormApi } from '../hooks/formTypes.ts';

export interface SlotProps<F> {
  form: F;
  /** What stands there by default. */
  Default: ComponentType;
}

export type SlotContent<F> = ReactNode | ComponentType<SlotProps<F>>;

export interface Slots<F = FormApi> {
  header?: SlotContent<F>;
  beforeFields?: SlotContent<F>;
  afterFields?: SlotContent<F>;
  actions?: SlotContent<F>;
  footer?: SlotContent<F>;
  error?: SlotContent<F>;
  success?: SlotContent<F>;
}

const Standing = createContext<ReactNode>(null);

/** One component for ever: a new one in each render would take the focus away from what is in it. */
function Default() {
  return useContext(Standing);
}

export function Slot<F>({
  content: Content,
  form,
  children,
}: {
  content: SlotContent<F>;
  form: F;
  children?: ReactNode;
}): ReactNode {
  if (Content === undefined) return children;
  if (!isComponent(Content)) return Content;
  return (
    <Standing.Provider value={children}>
      <Content form={form} Default={Default} />
    </Standing.Provider>
  );
}

/** A function, or what `memo`, `forwardRef` and `lazy` make of one: an object of React's that is no element. */
function isComponent<F>(content: SlotContent<F>): content is ComponentType<SlotProps<F>> {
  if (typeof content === 'function') return true;
  return (
    typeof content === 'object' &&
    content !== null &&
    '$$typeof' in content &&
    !('props' in content || 'children' in content)
  );
}
