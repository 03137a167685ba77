// A small application of 2017 on react-stormpath: each of its components once, as its guide shows them.
import React from 'react';
import { render } from 'react-dom';
import { browserHistory, IndexRoute, Link, Route } from 'react-router';
import {
  Authenticated,
  AuthenticatedRoute,
  ChangePasswordForm,
  HomeRoute,
  init,
  LoginForm,
  LoginLink,
  LoginRoute,
  LogoutLink,
  LogoutRoute,
  NotAuthenticated,
  RegistrationForm,
  ResetPasswordForm,
  Router,
  UserField,
  UserProfileForm,
  VerifyEmailView,
} from 'react-stormpath';

class Frame extends React.Component {
  render() {
    return (
      <div>
        <nav>
          <NotAuthenticated>
            <p>
              <LoginLink /> <Link to="/register">Create Account</Link>
            </p>
          </NotAuthenticated>
          <Authenticated>
            <p>
              <Link to="/profile">Profile</Link> <Link to="/preferences">Preferences</Link> <LogoutLink />
            </p>
          </Authenticated>
        </nav>
        {this.props.children}
      </div>
    );
  }
}

const Home = () => (
  <main>
    <NotAuthenticated>
      <h1>Hello, stranger</h1>
    </NotAuthenticated>
    <Authenticated>
      <h1>
        Hello, <UserField fieldName="givenName" />
      </h1>
    </Authenticated>
    <Authenticated>
      <p>
        <UserField fieldName="fullName" />, <UserField fieldName="email" />, likes{' '}
        <UserField fieldName="customData.color" default="no color" />
      </p>
    </Authenticated>
    <Authenticated inGroup="doctor">
      <p>Doctors may prescribe</p>
    </Authenticated>
    <Authenticated inGroup="doctor && !(admin || head_nurse)">
      <p>Doctors without an office</p>
    </Authenticated>
    <Authenticated inGroup="head_nurse">
      <p>Head nurses may plan</p>
    </Authenticated>
    <NotAuthenticated inGroup="admin">
      <p>Ask an admin</p>
    </NotAuthenticated>
  </main>
);

const titled = (title, form) => (props) => (
  <main>
    <h1>{title}</h1>
    {form(props)}
  </main>
);

const SignIn = titled('Sign in', () => <LoginForm />);
const Register = titled('Register', () => <RegistrationForm />);
const Verify = titled('Verify', ({ location }) => <VerifyEmailView spToken={location.query.sptoken} />);
const Forgot = titled('Forgot password', () => <ResetPasswordForm />);
const Change = titled('Change password', ({ location }) => <ChangePasswordForm spToken={location.query.sptoken} />);
const Profile = titled('Profile', () => <UserProfileForm />);
const Preferences = titled('Preferences', () => (
  <UserProfileForm>
    <label htmlFor="color">Color</label>
    <input type="text" id="color" name="customData.color" />
    <p className="alert-danger" spIf="form.error">
      <span spBind="form.errorMessage" />
    </p>
    <p spIf="form.successful">Saved.</p>
    <button type="submit">Save</button>
  </UserProfileForm>
));
const Wards = titled('Wards', () => <p>Six beds are free</p>);

// `window.endpoints` is for a page on another host than the server.
init({ endpoints: window.endpoints });

render(
  <Router history={browserHistory}>
    <HomeRoute path="/" component={Frame}>
      <IndexRoute component={Home} />
      <LoginRoute path="/login" component={SignIn} />
      <LogoutRoute path="/logout" />
      <Route path="/register" component={Register} />
      <Route path="/verify" component={Verify} />
      <Route path="/forgot" component={Forgot} />
      <Route path="/change" component={Change} />
      <AuthenticatedRoute path="/profile" component={Profile} />
      <AuthenticatedRoute path="/preferences" component={Preferences} />
      <AuthenticatedRoute path="/wards" inGroup="doctor" component={Wards} />
    </HomeRoute>
  </Router>,
  document.getElementById('app'),
);
