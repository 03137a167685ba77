// All screens by the path of the page, for an app without a router. Moves between them without loading the page again.

import { type ComponentType, type MouseEvent, type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { type LinkProps, type NavigateOptions, type Routes, UserdbProvider, useUserdb } from './context.tsx';
import { AccountPage } from './screens/AccountPage.tsx';
import { ChangePasswordPage } from './screens/ChangePasswordPage.tsx';
import { LoginPage } from './screens/LoginPage.tsx';
import { PasswordExpiredPage } from './screens/PasswordExpiredPage.tsx';
import { RegistrationPage } from './screens/RegistrationPage.tsx';
import { ResetPasswordPage } from './screens/ResetPasswordPage.tsx';
import { VerifyEmailPage } from './screens/VerifyEmailPage.tsx';
import { WelcomePage } from './screens/WelcomePage.tsx';

type Screen = Exclude<keyof Routes, 'home' | 'authenticatedHome' | 'admin'>;

const SCREENS: Record<Screen, ComponentType> = {
  login: LoginPage,
  register: RegistrationPage,
  forgot: ResetPasswordPage,
  change: ChangePasswordPage,
  verify: VerifyEmailPage,
  expired: PasswordExpiredPage,
  welcome: WelcomePage,
  account: AccountPage,
};

export interface AuthRoutesProps {
  /** Before every path, e.g. `/auth`. */
  base?: string;
  /** For all other paths. */
  children?: ReactNode;
}

export function AuthRoutes({ base = '', children = null }: AuthRoutesProps) {
  const { routes } = useUserdb();
  const based = useMemo(() => withBase(routes, base), [routes, base]);
  const path = useSyncExternalStore(
    subscribe,
    () => location.pathname,
    () => '',
  );
  const name = screenAt(path, based);
  const Screen = name && SCREENS[name];
  return (
    <UserdbProvider routes={based} navigate={go} Link={PushLink}>
      {Screen ? <Screen key={path} /> : children}
    </UserdbProvider>
  );
}

function screenAt(path: string, routes: Partial<Routes>): Screen | undefined {
  return (Object.keys(SCREENS) as Screen[]).find((name) => routes[name] === path);
}

function withBase(routes: Routes, base: string): Partial<Routes> {
  return Object.fromEntries((Object.keys(SCREENS) as Screen[]).map((name) => [name, base + routes[name]]));
}

function subscribe(listener: () => void) {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}

function go(to: string, { replace }: NavigateOptions = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  // The browser sends this only for its own Back and Forward.
  dispatchEvent(new PopStateEvent('popstate'));
}

function PushLink({ href, ...rest }: LinkProps) {
  function onClick(event: MouseEvent) {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain) return;
    event.preventDefault();
    go(href);
  }
  return <a href={href} onClick={onClick} {...rest} />;
}
