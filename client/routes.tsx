// The shipped app inside of a router: what all pages share, and the page of the path.

import { Suspense, useState } from 'react';
import { useLocation } from 'react-router';
import { createClient, type NavigateOptions, UserdbProvider } from './index.ts';
import { Outside } from './pages/Outside.tsx';
import { type loadLanguages, pageAt, routesFor } from './pages.ts';
import { reactRouterAdapter } from './router/index.ts';
import { Screen } from './Screen.tsx';
import { type Told, ToldProvider } from './told.ts';

export interface AppProps {
  told: Told;
  /** What `loadLanguages` has brought. */
  Languages?: Awaited<ReturnType<typeof loadLanguages>>;
}

/** A page that `loadPage` has brought is there from the first render on. */
export function App({ told, Languages }: AppProps) {
  const { appName, mailbox, features, languages = '' } = told;
  const { navigate, Link } = reactRouterAdapter();
  const [client] = useState(() => createClient(told));
  const routes = routesFor(told.endpoints);
  // As everywhere here; and the router's own matching, which would do the same, need not be loaded.
  const name = pageAt(useLocation().pathname, routes);

  function go(to: string, options: NavigateOptions = {}) {
    const { href, pathname } = new URL(to, location.origin);
    // As a whole address, if it is no page of ours: the server may have one there.
    navigate(pageAt(pathname, routes) === 'missing' ? href : to, options);
  }

  const pages = (
    <Outside>
      <Suspense>
        <Screen key={name} name={name} />
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
