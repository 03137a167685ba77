// A host without a router: the screens below /auth, and pages of its own at other paths.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AuthenticatedRoute, AuthRoutes, UserdbProvider, usePath } from '../../../client/index.ts';
import { Desk, Forbidden, Front, Ward } from './pages.tsx';

function Own() {
  const path = usePath();
  if (path === '/desk') {
    return (
      <AuthenticatedRoute>
        <Desk />
      </AuthenticatedRoute>
    );
  }
  if (path === '/ward') {
    return (
      <AuthenticatedRoute inGroup="nurse" fallback={<Forbidden />}>
        <Ward />
      </AuthenticatedRoute>
    );
  }
  return <Front />;
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <UserdbProvider brand={{ appName: 'Juniper' }} routes={{ authenticatedHome: '/desk' }}>
        <AuthRoutes base="/auth" admin={<h1>Administration</h1>}>
          <Own />
        </AuthRoutes>
      </UserdbProvider>
    </StrictMode>,
  );
}
