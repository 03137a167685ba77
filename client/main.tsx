// The app that the server ships: takes over the page that the server has rendered, or renders it where it has not.

import { type ReactNode, StrictMode } from 'react';
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
  const [Languages, isLoaded] = await Promise.all([
    loadLanguages(told.languages).catch(() => EnglishOnly),
    // Without it the app asks once more, and says so if that fails, too.
    loadPage(name).then(Boolean, () => false),
  ]);
  const app = (
    <StrictMode>
      <BrowserRouter>
        <App told={told} Languages={Languages} />
      </BrowserRouter>
    </StrictMode>
  );
  if (Languages === EnglishOnly) root.querySelector('footer')?.remove();
  if (isLoaded && root.firstElementChild) hydrateRoot(root, app);
  else createRoot(root).render(app);
}

/** Without the file of the choice of languages. Three things side by side, as there: React counts them for its ids. */
function EnglishOnly({ children }: { children: ReactNode }) {
  return (
    <>
      {null}
      {children}
      {null}
    </>
  );
}

const root = document.getElementById('root');
if (root) void open(root);
