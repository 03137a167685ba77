// The pages of a clinic, as they were written in 2017.

import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Outlet, Route, Routes } from 'react-router';
import {
  AccountPage,
  Authenticated,
  ChangePasswordPage,
  LoginLink,
  LoginPage,
  LogoutLink,
  NotAuthenticated,
  PasswordExpiredPage,
  ResetPasswordPage,
  UserdbProvider,
  useUser,
  WelcomePage,
} from 'userdb/react';
import { AuthenticatedRoute, reactRouterAdapter } from 'userdb/react/router';
import { RegistrationForm } from 'userdb/react/stormpath';
import 'userdb/userdb.css';

const BRAND = { appName: 'Clinic', logo: '/logo.png', termsUrl: '/terms', privacyUrl: '/privacy' };

function Frame() {
  return (
    <UserdbProvider {...reactRouterAdapter()} brand={BRAND}>
      <div>
        <NotAuthenticated>
          <LoginLink /> <Link to="/register">Register</Link>
        </NotAuthenticated>
        <Authenticated>
          <Link to="/account">My profile</Link> <LogoutLink>Sign out</LogoutLink>
        </Authenticated>
        <Outlet />
      </div>
    </UserdbProvider>
  );
}

function Home() {
  const { user } = useUser();
  return <h1>Hello, {user ? user.givenName : 'stranger'}</h1>;
}

const Register = () => (
  <div>
    <h1>Register</h1>
    <RegistrationForm>
      <div data-spIf="!account.created">
        <input name="givenName" placeholder="First name" aria-label="First name" />
        <input name="surname" placeholder="Last name" aria-label="Last name" />
        <input name="email" placeholder="Email" aria-label="Email" />
        <input name="password" type="password" placeholder="Password" aria-label="Password" />
        <input name="customData.ward" placeholder="Ward" aria-label="Ward" />
        <p data-spIf="form.error">
          <span data-spBind="form.errorMessage" />
        </p>
        <button type="submit">Register</button>
      </div>
      <p data-spIf="account.created">Please look into your mail.</p>
    </RegistrationForm>
  </div>
);

const Ward = () => <h1>Six beds are free</h1>;

createRoot(document.getElementById('root')).render(
  <BrowserRouter>
    <Routes>
      <Route path="/" element={<Frame />}>
        <Route index element={<Home />} />
        <Route path="/login" element={<LoginPage />} />
        <Route path="/register" element={<Register />} />
        <Route path="/forgot" element={<ResetPasswordPage />} />
        <Route path="/change" element={<ChangePasswordPage />} />
        <Route path="/welcome" element={<WelcomePage />} />
        <Route path="/expired" element={<PasswordExpiredPage />} />
        <Route element={<AuthenticatedRoute />}>
          <Route path="/account" element={<AccountPage />} />
        </Route>
        <Route element={<AuthenticatedRoute inGroup="doctor || head_nurse" />}>
          <Route path="/ward" element={<Ward />} />
        </Route>
      </Route>
    </Routes>
  </BrowserRouter>,
);
