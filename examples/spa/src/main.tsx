// An app of one's own around the screens of userdb.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Outlet, Route, Routes } from 'react-router';
import {
  AccountPage,
  ChangePasswordPage,
  LoginLink,
  LoginPage,
  LogoutLink,
  RegisterLink,
  RegistrationPage,
  ResetPasswordPage,
  SessionLoading,
  UserdbProvider,
  useUser,
  VerifyEmailPage,
  WelcomePage,
} from 'userdb/react';
import { AuthenticatedRoute, reactRouterAdapter } from 'userdb/react/router';
import 'userdb/userdb.css';

/** Lets the screens move through the app's router. Without it they work too, and load the page anew. */
function Root() {
  return (
    <UserdbProvider brand={{ appName: 'Example' }} {...reactRouterAdapter()}>
      <Outlet />
    </UserdbProvider>
  );
}

function Home() {
  const { user, status } = useUser();
  if (status === 'loading') return <SessionLoading />;
  if (!user) {
    return (
      <p>
        Hello, stranger. <LoginLink /> or <RegisterLink />.
      </p>
    );
  }
  return (
    <>
      <h1>Hello, {user.givenName}</h1>
      <Link to="/account">My account</Link> <Link to="/ward">The ward</Link> <LogoutLink />
    </>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter>
        <Routes>
          <Route element={<Root />}>
            <Route path="/" element={<Home />} />
            <Route path="/login" element={<LoginPage />} />
            <Route path="/register" element={<RegistrationPage />} />
            <Route path="/forgot" element={<ResetPasswordPage />} />
            <Route path="/change" element={<ChangePasswordPage />} />
            <Route path="/verify" element={<VerifyEmailPage />} />
            <Route path="/welcome" element={<WelcomePage />} />
            <Route element={<AuthenticatedRoute />}>
              <Route path="/account" element={<AccountPage />} />
            </Route>
            <Route element={<AuthenticatedRoute inGroup="admin || doctor" fallback={<p>For doctors only.</p>} />}>
              <Route path="/ward" element={<h1>Six beds are free</h1>} />
            </Route>
          </Route>
        </Routes>
      </BrowserRouter>
    </StrictMode>,
  );
}
