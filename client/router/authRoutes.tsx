// All screens as routes, each loaded when it is first opened.

import type { ComponentType } from 'react';
import { Outlet, type RouteObject } from 'react-router';
import { UserdbProvider } from '../context.tsx';
import { AuthenticatedRoute } from './AuthenticatedRoute.tsx';
import { reactRouterAdapter as useRouterMoves } from './adapter.tsx';
import { type PathOptions, pathsAt, type Screen } from './paths.ts';

export interface AuthRoutesOptions extends PathOptions {
  /** With the pages of administrators. They are loaded when one of them is first opened. */
  admin?: boolean;
}

const LOAD: Record<Screen, () => Promise<ComponentType>> = {
  login: async () => (await import('../screens/LoginPage.tsx')).LoginPage,
  register: async () => (await import('../screens/RegistrationPage.tsx')).RegistrationPage,
  forgot: async () => (await import('../screens/ResetPasswordPage.tsx')).ResetPasswordPage,
  change: async () => (await import('../screens/ChangePasswordPage.tsx')).ChangePasswordPage,
  verify: async () => (await import('../screens/VerifyEmailPage.tsx')).VerifyEmailPage,
  expired: async () => (await import('../screens/PasswordExpiredPage.tsx')).PasswordExpiredPage,
  welcome: async () => (await import('../screens/WelcomePage.tsx')).WelcomePage,
  account: async () => guarded((await import('../screens/AccountPage.tsx')).AccountPage),
  admin: async () => guarded((await import('../admin/AdminPage.tsx')).AdminPage),
};

/** For `createBrowserRouter([...authRoutes({ base: '/auth' }), …])`. They bring a provider with the router's moves. */
export function authRoutes(options: AuthRoutesOptions = {}): RouteObject[] {
  const paths = pathsAt(options);
  const screens = (Object.keys(LOAD) as Screen[]).filter((screen) => screen !== 'admin' || options.admin);

  function Screens() {
    const moves = useRouterMoves(options);
    return (
      <UserdbProvider {...moves}>
        <Outlet />
      </UserdbProvider>
    );
  }

  const children = screens.map((screen) => ({
    path: screen === 'admin' ? `${paths.admin}/*` : paths[screen],
    lazy: async () => ({ Component: await LOAD[screen]() }),
  }));
  return [{ Component: Screens, children }];
}

function guarded(Page: ComponentType): ComponentType {
  return function Guarded() {
    return (
      <AuthenticatedRoute>
        <Page />
      </AuthenticatedRoute>
    );
  };
}
