// The markup of a host with `spIf`, `spBind` and named inputs: what to show now, and what its inputs start with.

import { Children, cloneElement, createElement, isValidElement, type ReactElement, type ReactNode } from 'react';

export interface Template {
  /** By what `spIf` may ask for: `form.error`. */
  is: Record<string, boolean>;
  busy: boolean;
  error: string;
  /** What an input of that name starts with; undefined: what the markup says. */
  initial?(name: string): unknown;
  /** For inputs that are components: what stands in them may not be in the form. */
  onType(name: string, value: unknown): void;
}

type Props = Record<string, unknown> & { children?: ReactNode };

/** Looks at the elements that are written down; what components render is theirs. */
export function fillIn(node: ReactNode, template: Template): ReactNode {
  if (Array.isArray(node)) return Children.map(node, (child) => fillIn(child, template));
  return isValidElement<Props>(node) ? fillElement(node, template) : node;
}

function fillElement(element: ReactElement<Props>, template: Template): ReactNode {
  const { props } = element;
  if (isHidden(props.spIf ?? props['data-spIf'], template)) return null;
  if ((props.spBind ?? props['data-spBind']) === 'form.errorMessage') {
    return (
      <span key={element.key ?? undefined} className={props.className as string} role="alert">
        {template.error}
      </span>
    );
  }
  const children = props.children === undefined ? {} : { children: fillIn(props.children, template) };
  return cloneElement(plain(element), { ...inputProps(element, template), ...children });
}

const NO_ATTRIBUTE = /^(data-)?sp(If|Bind)$/;

/** Without what only a template has a use for, and React warns of: a clone would keep it. */
function plain(element: ReactElement<Props>): ReactElement<Props> {
  const { type, props } = element;
  if (typeof type !== 'string' || !Object.keys(props).some((name) => NO_ATTRIBUTE.test(name))) return element;
  const kept = Object.entries(props).filter(([name]) => !NO_ATTRIBUTE.test(name));
  // React 18 has it beside the props; in 19 there is only a getter, which warns.
  const ref = Object.getOwnPropertyDescriptor(element, 'ref')?.value;
  return createElement(type, {
    ...Object.fromEntries(kept),
    ...(element.key && { key: element.key }),
    ...(ref && { ref }),
  });
}

/** What it does not know it shows, as react-stormpath did. */
function isHidden(condition: unknown, { is }: Template) {
  if (typeof condition !== 'string') return false;
  const name = condition.replace('!', '');
  return name in is && is[name] === condition.startsWith('!');
}

const WITHOUT_TEXT = /hidden|button|checkbox|radio|file/;

function inputProps({ type, props }: ReactElement<Props>, { busy, initial, onType }: Template): Props {
  const { name, value, onChange, type: kind = type } = props;
  if (kind === 'submit' && typeof type === 'string') return { 'aria-disabled': busy || undefined };
  const native = typeof type === 'string' && /^(input|textarea|select)$/.test(type);
  if (typeof name !== 'string' || !(native || isInputLike(type, props))) return {};

  const start = WITHOUT_TEXT.test(String(kind)) ? undefined : (initial?.(name) ?? (onChange ? undefined : value));
  const started = start == null ? {} : { defaultValue: start, value: undefined };
  if (native) return started;
  return {
    ...started,
    onChange(event: { target?: { value?: unknown } }, ...more: unknown[]) {
      onType(name, event?.target?.value);
      if (typeof onChange === 'function') onChange(event, ...more);
    },
  };
}

interface Named {
  displayName?: string;
  name?: string;
  /** What `memo` and `forwardRef` wrap. */
  type?: Named;
  render?: Named;
}

/** Told by its name, as react-stormpath told it. Where a build shortens names, `spInputLike` tells. */
function isInputLike(type: unknown, props: Props): boolean {
  return Boolean(props.spInputLike ?? props['data-spInputLike']) || /input|field|text/i.test(nameOf(type as Named));
}

function nameOf(component: Named | undefined): string {
  return component ? (component.displayName ?? component.name ?? nameOf(component.type ?? component.render)) : '';
}
