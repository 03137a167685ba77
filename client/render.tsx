// The same app as text, for the server: a page as a visitor finds it, a true form before any script has come.

import { StrictMode } from 'react';
import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router';
import { loadLanguages, loadPage, type PageName, pageAt, routesFor } from './pages.ts';
import { App } from './routes.tsx';
import type { Told } from './told.ts';

/** The built files that a page needs besides those of every page; put in by the build. */
declare const PAGE_FILES: Partial<Record<PageName | 'languages', string[]>>;

export interface Rendered {
  html: string;
  /** What the window is called, as HTML: as the page will call itself, by its heading. */
  title: string | undefined;
  /** Scripts to load along with the app's own. */
  files: string[];
}

/** Shown only to those who are signed in: there is nothing to render for a visitor. */
const EMPTY: PageName[] = ['account', 'admin'];

/** Which page is at a path: what is rendered for one path of it fits all. */
export function nameOf(path: string, told: Told): PageName {
  return pageAt(path, routesFor(told.endpoints));
}

export async function render(name: PageName, told: Told): Promise<Rendered> {
  const Languages = await loadLanguages(told.languages);
  const files = [...(PAGE_FILES[name] ?? []), ...((Languages && PAGE_FILES.languages) ?? [])];
  if (EMPTY.includes(name)) return { html: '', title: undefined, files };
  const routes = routesFor(told.endpoints);
  await loadPage(name);
  const html = renderToString(
    <StrictMode>
      <StaticRouter location={name === 'missing' ? '/404' : routes[name]}>
        <App told={told} Languages={Languages} />
      </StaticRouter>
    </StrictMode>,
  );
  const heading = /<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1];
  const title = heading && told.appName ? `${heading} · ${renderToStaticMarkup(told.appName)}` : heading;
  return { html, title, files };
}
