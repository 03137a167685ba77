// A host with react-router's data router: the screens below /auth, and guarded routes of its own.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Link, Outlet, RouterProvider } from 'react-router';
import { UserdbProvider } from '../../../client/index.ts';
import { AuthenticatedRoute, authRoutes, reactRouterAdapter, requireUser } from '../../../client/router/index.ts';
import { Desk, Forbidden, Front, Ward } from './pages.tsx';

const ADAPTER = { base: '/auth', routes: { authenticatedHome: '/desk' } };

function Root() {
  return (
    <UserdbProvider {...reactRouterAdapter(ADAPTER)} brand={{ appName: 'Juniper' }}>
      <nav>
        <Link to="/auth/login?status=verified">Verified</Link>
      </nav>
      <Outlet />
    </UserdbProvider>
  );
}

const router = createBrowserRouter([
  {
    Component: Root,
    HydrateFallback: () => null,
    children: [
      ...authRoutes({ base: '/auth', admin: true }),
      { path: '/', Component: Front },
      { Component: AuthenticatedRoute, children: [{ path: '/desk', Component: Desk }] },
      {
        path: '/ward',
        loader: requireUser({ base: '/auth', inGroup: 'nurse' }),
        Component: Ward,
        ErrorBoundary: Forbidden,
      },
      { path: '/lab', loader: requireUser({ base: '/auth', inGroup: 'nurse', forbidden: '/desk' }), Component: Ward },
    ],
  },
]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
}
