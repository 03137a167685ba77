// Lets userdb's screens move through the app's router. Without it they work too, and load the page anew.

import type { ReactNode } from 'react';
import { UserdbProvider } from 'userdb/react';
import { reactRouterAdapter } from 'userdb/react/router';

export function WithRouter({ children }: { children: ReactNode }) {
  return (
    <UserdbProvider brand={{ appName: 'Example' }} {...reactRouterAdapter()}>
      {children}
    </UserdbProvider>
  );
}
