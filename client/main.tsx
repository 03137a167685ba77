// The app that the server ships: the screens of the package behind a router.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './routes.tsx';
import './css/userdb.css';
import './css/app.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App
        appName={meta('userdb-app-name')}
        mailbox={meta('userdb-mailbox')}
        endpoints={JSON.parse(meta('userdb-endpoints') ?? '{}')}
      />
    </StrictMode>,
  );
}

/** What the server tells the page: the application's name, where its endpoints are, and where a demo keeps its mails. */
function meta(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content || undefined;
}
