// A screen: a card with a heading, what is in it, and links below. Names the window and takes the focus when it opens.

import { Component, type ErrorInfo, type ReactNode, useEffect, useRef } from 'react';
import { announce, type Userdb, useUserdb } from '../context.tsx';
import type { Labels } from '../hooks/useMessages.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { type RootProps, rootProps } from './root.ts';

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** What every page takes besides the options of its form. */
export interface PageOptions extends RootProps<HTMLDivElement> {
  /** For a host with a heading of its own above. Default 1. */
  headingLevel?: HeadingLevel;
}

interface Props {
  part: string;
  title: string;
  options: PageOptions & { labels?: Labels };
  header?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

export function Page({ part, title, options, header, footer, children }: Props) {
  const { theme, brand } = useUserdb();
  const { locale, dir } = useMessages();
  const heading = useScreen(title, brand.appName);
  const Heading = `h${options.headingLevel ?? 1}` as const;
  return (
    <div
      data-udb-part={`${part}-page`}
      data-udb-theme={theme}
      lang={locale}
      dir={dir}
      {...rootProps(options, 'udb-root udb-page')}
    >
      <div className="udb-card">
        {header ?? <BrandLine />}
        <Heading className="udb-heading" ref={heading} tabIndex={-1}>
          {title}
        </Heading>
        {children}
        {footer && <div className="udb-footer">{footer}</div>}
      </div>
    </div>
  );
}

function BrandLine() {
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
function useScreen(title: string, appName: string | undefined) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<string | null>(null);

  useEffect(() => {
    if (shown.current === title) return;
    const isNew = shown.current === null;
    shown.current = title;
    document.title = appName ? `${title} · ${appName}` : title;
    if (opened) {
      heading.current?.focus({ preventScroll: isNew });
      if (isNew) scrollTo(0, 0);
    }
    opened = true;
  }, [title, appName]);

  return heading;
}

interface BoundaryProps {
  userdb: Userdb;
  fallback: ReactNode;
  children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(_error: Error, _info: ErrorInfo) {
    announce(this.props.userdb, { type: 'error', error: { status: 0, code: 'CRASH' } });
  }

  override render() {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}

/** Keeps a fault in one screen from taking the host's page down, and shows no stack to anybody. */
export function PageBoundary({ children }: { children: ReactNode }) {
  const userdb = useUserdb();
  const { t } = useMessages();
  return (
    <Boundary
      userdb={userdb}
      fallback={
        <div className="udb-root udb-page">
          <div className="udb-card">
            <div className="udb-alert" data-state="error" role="alert">
              {t('error.crash')}
            </div>
            <button className="udb-button" type="button" onClick={() => location.reload()}>
              {t('error.reload')}
            </button>
          </div>
        </div>
      }
    >
      {children}
    </Boundary>
  );
}
