// An application that was written for react-stormpath: its forms with its own markup, its links, its guards. Only the
// imports and the routes are of today.

import { Component, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes, useSearchParams } from 'react-router';
import { UserdbProvider } from 'userdb/react';
import { reactRouterAdapter } from 'userdb/react/router';
import ReactStormpath, {
  Authenticated,
  AuthenticatedRoute,
  ChangePasswordForm,
  LoginForm,
  LoginLink,
  LogoutLink,
  NotAuthenticated,
  RegistrationForm,
  ResetPasswordForm,
  SocialLoginButton,
  UserField,
  UserProfileForm,
  VerifyEmailView,
  withUser,
} from 'userdb/react/stormpath';

ReactStormpath.init({ endpoints: { forgotPassword: '/forgot', me: '/me' } });

/** A component of the application that renders an input without a name. */
function ColorInput({ label, defaultValue, onChange }) {
  return (
    <label>
      {label} <input defaultValue={defaultValue} onChange={onChange} />
    </label>
  );
}

/** Without a name that says what it is, as builds leave it that shorten names. */
const [Shape] = [(props) => <ColorInput {...props} />];

class SignIn extends Component {
  onSubmitSuccess = (e, next) => {
    window.welcomed = e.result.email;
    next();
  };

  render() {
    return (
      <main>
        <h1>Sign in</h1>
        <LoginForm className="form-horizontal" hideSocial={true} onSubmitSuccess={this.onSubmitSuccess}>
          <label htmlFor="name">Name</label>
          <input id="name" type="text" name="username" />
          <label htmlFor="pass">Password</label>
          <input id="pass" type="password" name="password" />
          <p className="alert alert-danger" data-spIf="form.error">
            Sorry: <span className="reason" data-spBind="form.errorMessage" />
          </p>
          <button type="submit" className="btn">
            <span data-spIf="!form.processing">Login</span>
            <span data-spIf="form.processing">Just a moment</span>
          </button>
        </LoginForm>
      </main>
    );
  }
}

class Register extends Component {
  onSubmit = (e, next) => {
    if (!e.data.email.endsWith('@example.com')) return next(new Error('We take addresses of example.com only.'));
    next(null, { ...e.data, customData: { ...e.data.customData, plan: 'free' } });
  };

  render() {
    return (
      <main>
        <h1>Register</h1>
        <RegistrationForm onSubmit={this.onSubmit}>
          <div spIf="!account.created">
            <input aria-label="First name" name="firstName" />
            <input aria-label="Last name" name="surname" />
            <input aria-label="Email" name="email" />
            <input aria-label="Password" type="password" name="password" />
            <ColorInput label="Color" name="customData.color" />
            <Shape label="Shape" name="customData.shape" spInputLike={true} />
            <p spIf="form.error">
              <strong spBind="form.errorMessage" />
            </p>
            <input type="submit" value="Register" />
          </div>
          <div spIf="account.created">
            <p spIf="account.enabled">Welcome aboard.</p>
            <p spIf="!account.enabled">Look into your mail.</p>
          </div>
        </RegistrationForm>
      </main>
    );
  }
}

const Forgot = () => (
  <main>
    <h1>Forgot password</h1>
    <ResetPasswordForm>
      <p data-spIf="!form.sent">Where to?</p>
      <div data-spIf="!form.sent">
        <input aria-label="Email" name="email" />
        <button type="submit">Send</button>
      </div>
      <p data-spIf="form.sent">A link is on its way.</p>
    </ResetPasswordForm>
  </main>
);

function Change() {
  const [query] = useSearchParams();
  return (
    <main>
      <h1>Change password</h1>
      <ChangePasswordForm spToken={query.get('sptoken')}>
        <div data-spIf="!form.sent">
          <input aria-label="New password" type="password" name="password" />
          <input aria-label="Once more" type="password" name="confirmPassword" />
          <p data-spIf="form.error">
            <span data-spBind="form.errorMessage" />
          </p>
          <button type="submit">Change</button>
        </div>
        <p data-spIf="form.sent">
          Changed. <LoginLink className="again">Login</LoginLink>
        </p>
      </ChangePasswordForm>
    </main>
  );
}

const Profile = () => (
  <main>
    <h1>Profile</h1>
    <UserProfileForm>
      <input aria-label="First name" name="givenName" />
      <input aria-label="Color" name="customData.color" />
      <input aria-label="Password" type="password" name="password" />
      <p data-spIf="form.successful">Saved.</p>
      <p data-spIf="form.error">
        <span data-spBind="form.errorMessage" />
      </p>
      <button type="submit">Save</button>
    </UserProfileForm>
  </main>
);

const Greeting = withUser(({ user, authenticated }) => (
  <h1>{authenticated ? `Hello, ${user.givenName}` : 'Hello, stranger'}</h1>
));

const Home = () => (
  <main>
    <Greeting />
    <NotAuthenticated>
      <LoginLink />
    </NotAuthenticated>
    <Authenticated className="inside">
      <UserField fieldName="email" /> likes <UserField fieldName="customData.color" default="no color" />
      <LogoutLink className="btn">Logout</LogoutLink>
    </Authenticated>
    <Authenticated inGroup="doctor && !(trainee || head_nurse)">
      <p>Doctors may prescribe</p>
    </Authenticated>
    <Authenticated inGroup="head_nurse">
      <p>Head nurses may plan</p>
    </Authenticated>
    <NotAuthenticated inGroup="doctor">
      <p>Ask a doctor</p>
    </NotAuthenticated>
  </main>
);

function Verify() {
  const [query] = useSearchParams();
  return (
    <main>
      <h1>Verify</h1>
      <VerifyEmailView spToken={query.get('sptoken')} />
    </main>
  );
}

function Pages() {
  return (
    <UserdbProvider {...reactRouterAdapter()} routes={{ authenticatedHome: '/' }}>
      <Routes>
        <Route path="/" element={<Home />} />
        <Route path="/login" element={<SignIn />} />
        <Route path="/register" element={<Register />} />
        <Route path="/forgot" element={<Forgot />} />
        <Route path="/change" element={<Change />} />
        <Route path="/verify" element={<Verify />} />
        <Route
          path="/profile"
          element={
            <AuthenticatedRoute>
              <Profile />
            </AuthenticatedRoute>
          }
        />
        <Route path="/plain" element={<PlainForms />} />
      </Routes>
    </UserdbProvider>
  );
}

/** Forms that the application leaves to the package. */
const PlainForms = () => (
  <main>
    <h1>Plain</h1>
    <LoginForm redirectTo="/profile" onSubmit={(e, next) => next(null, e.data)} />
    <SocialLoginButton providerId="google" />
    <SocialLoginButton providerId="facebook" />
  </main>
);

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <BrowserRouter>
      <Pages />
    </BrowserRouter>
  </StrictMode>,
);
