// Path → screen, each loaded when it is first opened.

import { type ComponentType, lazy, Suspense, useState } from 'react';
import { BrowserRouter, Link, Route, Routes, useNavigate } from 'react-router';
import { createClient } from './api.ts';
import { type LinkProps, type NavigateOptions, UserdbProvider } from './context.tsx';
import { DEFAULT_ENDPOINTS, type Endpoints } from './endpoints.ts';
import { Outside } from './screens/Outside.tsx';

const HomeScreen = lazy(async () => ({ default: (await import('./screens/HomeScreen.tsx')).HomeScreen }));
const LoginPage = lazy(async () => ({ default: (await import('./screens/LoginPage.tsx')).LoginPage }));
const RegistrationPage = lazy(async () => ({
  default: (await import('./screens/RegistrationPage.tsx')).RegistrationPage,
}));
const ResetPasswordPage = lazy(async () => ({
  default: (await import('./screens/ResetPasswordPage.tsx')).ResetPasswordPage,
}));
const ChangePasswordPage = lazy(async () => ({
  default: (await import('./screens/ChangePasswordPage.tsx')).ChangePasswordPage,
}));
const VerifyScreen = lazy(async () => ({ default: (await import('./screens/VerifyScreen.tsx')).VerifyScreen }));
const WelcomePage = lazy(async () => ({ default: (await import('./screens/WelcomePage.tsx')).WelcomePage }));
const PasswordExpiredPage = lazy(async () => ({
  default: (await import('./screens/PasswordExpiredPage.tsx')).PasswordExpiredPage,
}));
const NotFoundScreen = lazy(async () => ({ default: (await import('./screens/NotFoundScreen.tsx')).NotFoundScreen }));

type ScreenKey = 'home' | 'login' | 'register' | 'forgot' | 'change' | 'verify' | 'expired' | 'welcome';

const SCREENS: Record<ScreenKey, ComponentType> = {
  home: HomeScreen,
  login: () => <LoginPage autoFocus />,
  register: RegistrationPage,
  forgot: ResetPasswordPage,
  change: ChangePasswordPage,
  verify: VerifyScreen,
  expired: PasswordExpiredPage,
  welcome: WelcomePage,
};

export interface AppProps {
  appName?: string;
  mailbox?: string;
  /** Where the server's endpoints are, if not at the usual places; a screen has its endpoint's address. */
  endpoints?: Partial<Endpoints>;
}

export function App(props: AppProps) {
  return (
    <BrowserRouter>
      <Screens {...props} />
    </BrowserRouter>
  );
}

function Screens({ appName, mailbox, endpoints = {} }: AppProps) {
  const navigate = useNavigate();
  const [client] = useState(() => createClient({ endpoints }));
  const { login, register, forgot, change, verify, expired, welcome } = { ...DEFAULT_ENDPOINTS, ...endpoints };
  const routes: Record<ScreenKey, string> = { home: '/', login, register, forgot, change, verify, expired, welcome };
  const screens = Object.entries(SCREENS).map(([key, Screen]) => ({ path: routes[key as ScreenKey], Screen }));

  function go(to: string, options: NavigateOptions = {}) {
    const { pathname } = new URL(to, location.origin);
    if (screens.some(({ path }) => path === pathname)) navigate(to, options);
    // Not a screen of ours: the server may have a page there.
    else if (options.replace) location.replace(to);
    else location.assign(to);
  }

  const brand = appName ? { appName } : {};
  return (
    <UserdbProvider client={client} routes={routes} brand={brand} mailbox={mailbox} navigate={go} Link={RouterLink}>
      <Outside>
        <Suspense>
          <Routes>
            {screens.map(({ path, Screen }) => (
              <Route key={path} path={path} element={<Screen />} />
            ))}
            <Route path="*" element={<NotFoundScreen />} />
          </Routes>
        </Suspense>
      </Outside>
    </UserdbProvider>
  );
}

function RouterLink({ href, ...rest }: LinkProps) {
  return <Link to={href} {...rest} />;
}
