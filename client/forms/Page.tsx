// A screen: a card with a heading, what is in it, and links below. Names the window and takes the focus when it opens.

import { type ReactNode, useEffect, useRef } from 'react';
import { useUserdb } from '../context.tsx';
import { type Labels, useMessages } from '../hooks/useMessages.ts';
import { type RootProps, rootProps } from './root.ts';

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** What every page takes besides the options of its form. */
export interface PageOptions extends RootProps<HTMLDivElement> {
  /** For a host with a heading of its own above. Default 1. */
  headingLevel?: HeadingLevel;
}

export interface PageProps {
  /** Names it for tests and stylesheets: `data-udb-part="<part>-page"`. */
  part: string;
  title: string;
  options?: PageOptions & { labels?: Labels };
  header?: ReactNode;
  footer?: ReactNode;
  /** What is in it are cards of their own. */
  cards?: boolean;
  children: ReactNode;
}

export function Page({ part, title, options = {}, header, footer, cards, children }: PageProps) {
  const { theme, brand } = useUserdb();
  const { locale, dir } = useMessages();
  const heading = useScreen(title, locale, brand.appName);
  const Heading = `h${options.headingLevel ?? 1}` as const;
  return (
    <div
      data-udb-part={`${part}-page`}
      data-udb-theme={theme}
      lang={locale}
      dir={dir}
      {...rootProps(options, 'udb-root udb-page')}
    >
      <div className={cards ? 'udb-cards' : 'udb-card'}>
        {header ?? <BrandLine />}
        <Heading className="udb-heading" ref={heading} tabIndex={-1}>
          {title}
        </Heading>
        {children}
        {footer && <div className="udb-footer">{footer}</div>}
        {brand.copyright && <p className="udb-copyright">{brand.copyright}</p>}
      </div>
    </div>
  );
}

export function BrandLine() {
  const { brand } = useUserdb();
  if (!brand.logo && !brand.appName) return null;
  const logo = typeof brand.logo === 'string' ? <img className="udb-logo" src={brand.logo} alt="" /> : brand.logo;
  return (
    <div className="udb-brand">
      {logo}
      {brand.appName}
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
    if (before ? before.locale === locale && hasActed() : opened) {
      heading.current?.focus({ preventScroll: !before });
      if (!before) scrollTo(0, 0);
    }
    opened = true;
  }, [title, locale, appName]);

  return heading;
}

/** A screen that changes by itself, because an answer has come, takes nobody anywhere. */
function hasActed() {
  return navigator.userActivation?.hasBeenActive;
}
