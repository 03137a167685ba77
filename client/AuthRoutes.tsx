// All screens by the path of the page, for an app without a router. Moves between them without loading the page again.

import { type ComponentType, type ReactNode, useMemo } from 'react';
import { type Routes, UserdbProvider, useUserdb } from './context.tsx';
import { later } from './later.tsx';
import { mover, usePath } from './pushHistory.tsx';
import { LoginPage } from './screens/LoginPage.tsx';
import { ResetPasswordPage } from './screens/ResetPasswordPage.tsx';

type Screen = Exclude<keyof Routes, 'home' | 'authenticatedHome' | 'admin'>;

function page(load: () => Promise<ComponentType>) {
  return later(async () => ({ default: await load() }));
}

const SCREENS: Record<Screen, ComponentType> = {
  login: LoginPage,
  forgot: ResetPasswordPage,
  // Opened once, by the link in a mail, or now and then.
  register: page(async () => (await import('./screens/RegistrationPage.tsx')).RegistrationPage),
  change: page(async () => (await import('./screens/ChangePasswordPage.tsx')).ChangePasswordPage),
  verify: page(async () => (await import('./screens/VerifyEmailPage.tsx')).VerifyEmailPage),
  expired: page(async () => (await import('./screens/PasswordExpiredPage.tsx')).PasswordExpiredPage),
  welcome: page(async () => (await import('./screens/WelcomePage.tsx')).WelcomePage),
  account: page(async () => (await import('./screens/AccountPage.tsx')).AccountPage),
};
const NAMES = [...(Object.keys(SCREENS) as Screen[]), 'admin' as const];

export interface AuthRoutesProps {
  /** Before every path, e.g. `/auth`. */
  base?: string;
  /** For the path `admin` and all below it: `<AdminPage/>` of `userdb/react/admin`. */
  admin?: ReactNode;
  /** For all other paths. Without it, they are loaded as pages of the server. */
  children?: ReactNode;
}

export function AuthRoutes({ base = '', admin, children }: AuthRoutesProps) {
  const { routes } = useUserdb();
  const [hasAdmin, hasOthers] = [admin !== undefined, children !== undefined];
  const { based, screenAt, navigate, Link } = useMemo(() => {
    const based = withBase(routes, base);
    const screenAt = (path: string) => NAMES.find((name) => isAt(name, path, based, hasAdmin));
    return { based, screenAt, ...mover((path) => hasOthers || screenAt(path) !== undefined) };
  }, [routes, base, hasAdmin, hasOthers]);

  const path = usePath();
  const name = screenAt(path);
  const Screen = name && name !== 'admin' && SCREENS[name];
  return (
    <UserdbProvider routes={based} navigate={navigate} Link={Link}>
      {Screen ? <Screen /> : name ? admin : children}
    </UserdbProvider>
  );
}

function isAt(name: Screen | 'admin', path: string, routes: Partial<Routes>, hasAdmin: boolean) {
  const route = routes[name];
  return name === 'admin' ? hasAdmin && `${path}/`.startsWith(`${route}/`) : path === route;
}

function withBase(routes: Routes, base: string): Partial<Routes> {
  return Object.fromEntries(NAMES.map((name) => [name, base + routes[name]]));
}
