// The shipped app inside of a router: what all pages share, and the page of the path.

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { Route, Routes } from 'react-router';
import { createClient, type NavigateOptions, UserdbProvider } from './index.ts';
import { Outside } from './pages/Outside.tsx';
import { loadPage, PAGE_NAMES, type PageName, pageAt, routesFor } from './pages.ts';
import { reactRouterAdapter } from './router/index.ts';
import { type Told, ToldProvider } from './told.ts';

/** The page that is open from the first render on. */
export interface Opened {
  name: PageName;
  Page: ComponentType;
}

export interface AppProps {
  told: Told;
  opened?: Opened;
  /** What `loadLanguages` has brought. */
  Languages?: ComponentType<{ languages: readonly string[]; children: ReactNode }>;
}

const LAZY = new Map(PAGE_NAMES.map((name) => [name, lazy(async () => ({ default: await loadPage(name) }))]));

export function App({ told, opened, Languages }: AppProps) {
  const { appName, mailbox, features, languages = '' } = told;
  const { navigate, Link } = reactRouterAdapter();
  const [client] = useState(() => createClient(told));
  const routes = routesFor(told.endpoints);

  function go(to: string, options: NavigateOptions = {}) {
    const { href, pathname } = new URL(to, location.origin);
    // As a whole address, if it is no page of ours: the server may have one there.
    navigate(pageAt(pathname, routes) === 'missing' ? href : to, options);
  }

  function pageOf(name: PageName) {
    const Page = opened?.name === name ? opened.Page : LAZY.get(name);
    const path = name === 'missing' ? '*' : name === 'admin' ? `${routes.admin}/*` : routes[name];
    return <Route key={name} path={path} element={Page && <Page />} />;
  }

  const pages = (
    <Outside>
      <Suspense>
        <Routes>{PAGE_NAMES.map(pageOf)}</Routes>
      </Suspense>
    </Outside>
  );

  const brand = appName ? { appName } : {};
  return (
    <ToldProvider value={told}>
      <UserdbProvider
        client={client}
        routes={routes}
        brand={brand}
        features={features}
        mailbox={mailbox}
        navigate={go}
        Link={Link}
      >
        {Languages ? <Languages languages={languages.split(/[,\s]+/)}>{pages}</Languages> : pages}
      </UserdbProvider>
    </ToldProvider>
  );
}
