// The app that the server ships: takes over the page that the server has rendered, or renders it where it has not.

import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { loadLanguages, loadPage, pageAt, routesFor } from './pages.ts';
import { App } from './routes.tsx';
import { readTold } from './told.ts';
import './css/userdb.css';
import './css/app.css';

async function open(root: HTMLElement) {
  const told = readTold(document);
  const name = pageAt(location.pathname, routesFor(told.endpoints));
  const [Page, Languages] = await Promise.all([loadPage(name), loadLanguages(told.languages)]);
  const app = (
    <StrictMode>
      <BrowserRouter>
        <App told={told} opened={{ name, Page }} Languages={Languages} />
      </BrowserRouter>
    </StrictMode>
  );
  if (root.firstElementChild) hydrateRoot(root, app);
  else createRoot(root).render(app);
}

const root = document.getElementById('root');
if (root) void open(root);
