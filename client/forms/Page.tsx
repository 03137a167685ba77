// A screen: a card with a heading, what is in it, and links below. Names the window and takes the focus when it opens.

import { type ReactNode, useEffect, useRef } from 'react';
import { type Brand, useUserdb } from '../context.tsx';
import { type Labels, useMessages } from '../hooks/useMessages.ts';
import { type RootProps, useRootProps } from './root.ts';
import { Slot, type Slots } from './Slot.tsx';

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** What every page takes besides the options of its form. */
export interface PageOptions extends RootProps<HTMLDivElement> {
  /** For a host with a heading of its own above. Default 1. */
  headingLevel?: HeadingLevel;
}

export interface PageProps<F> {
  /** Names it for tests and stylesheets: `data-udb-part="<part>-page"`. */
  part: string;
  /** The heading, and the title of the window. */
  title: string;
  /** As the host has given them. */
  options?: PageOptions & { labels?: Labels; slots?: Pick<Slots<F>, 'header' | 'footer'> };
  /** What the host's components at its head and foot are told of. */
  form?: F;
  /** Links below. */
  footer?: ReactNode;
  /** What is in it are cards of their own. */
  cards?: boolean;
  /** What is on it. */
  children: ReactNode;
}

export function Page<F = undefined>({ part, title, options = {}, form, footer, cards, children }: PageProps<F>) {
  const { slots = {} } = options;
  const { brand } = useUserdb();
  const { locale, dir } = useMessages();
  const root = useRootProps('udb-root udb-page', options);
  const heading = useScreen(title, locale, brand.appName);
  const Heading = `h${options.headingLevel ?? 1}` as const;
  return (
    <div data-udb-part={`${part}-page`} lang={locale} dir={dir} {...root}>
      <div className={cards ? 'udb-cards' : 'udb-card'}>
        <Slot content={slots.header} form={form as F}>
          <BrandLine {...brand} />
        </Slot>
        <Heading className="udb-heading" ref={heading} tabIndex={-1}>
          {title}
        </Heading>
        {children}
        {(slots.footer || footer) && (
          <div className="udb-footer">
            <Slot content={slots.footer} form={form as F}>
              {footer}
            </Slot>
          </div>
        )}
        {brand.copyright && <p className="udb-copyright">{brand.copyright}</p>}
      </div>
    </div>
  );
}

function BrandLine({ logo, appName }: Brand) {
  if (!logo && !appName) return null;
  return (
    <div className="udb-brand">
      {typeof logo === 'string' ? <img className="udb-logo" src={logo} alt="" /> : logo}
      {appName}
    </div>
  );
}

// The first screen of a page load: there the browser's own focus order is right.
let opened = false;

/** The title of the window; on each later change of screen the focus goes to the heading. */
function useScreen(title: string, locale: string, appName: string | undefined) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<{ title: string; locale: string } | null>(null);

  useEffect(() => {
    const before = shown.current;
    shown.current = { title, locale };
    if (before?.title === title) return;
    document.title = appName ? `${title} · ${appName}` : title;
    // A screen that changes by itself, because an answer has come, takes nobody anywhere.
    const hasActed = navigator.userActivation?.hasBeenActive;
    if (before ? before.locale === locale && hasActed : opened) {
      heading.current?.focus({ preventScroll: !before });
      if (!before) scrollTo(0, 0);
    }
    opened = true;
  }, [title, locale, appName]);

  return heading;
}
