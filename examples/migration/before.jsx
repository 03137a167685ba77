// The pages of a clinic, as they were written in 2017.

import React from 'react';
import { render } from 'react-dom';
import { browserHistory, IndexRoute, Link, Route } from 'react-router';
import ReactStormpath, {
  Authenticated,
  AuthenticatedRoute,
  HomeRoute,
  LoginLink,
  LoginRoute,
  LogoutLink,
  LogoutRoute,
  NotAuthenticated,
  RegistrationForm,
  Router,
} from 'react-stormpath';
import AccountPage from 'userdb/react/stormpath/AccountPage';
import ChangePasswordPage from 'userdb/react/stormpath/ChangePasswordPage';
import LoginPage from 'userdb/react/stormpath/LoginPage';
import PasswordExpiredPage from 'userdb/react/stormpath/PasswordExpiredPage';
import ResetPasswordPage from 'userdb/react/stormpath/ResetPasswordPage';
import VerifyEmailPage from 'userdb/react/stormpath/VerifyEmailPage';
import 'userdb/react/css/userdb.css';

ReactStormpath.init({ dispatcher: { type: 'flux' } });

class Frame extends React.Component {
  static childContextTypes = { brand: React.PropTypes.object };

  static contextTypes = { user: React.PropTypes.object };

  getChildContext() {
    return { brand: { appName: 'Clinic', loginLogo: '/logo.png', TOS: '/terms', PP: '/privacy', passwordPolicy: {} } };
  }

  render() {
    const { user } = this.context;
    return (
      <div>
        <NotAuthenticated>
          <LoginLink /> <Link to="/register">Register</Link>
        </NotAuthenticated>
        <Authenticated>
          <Link to="/account">My profile</Link> <LogoutLink>Sign out</LogoutLink>
        </Authenticated>
        {user?.password_expired ? <Link to="/expired">Your password has expired</Link> : null}
        {this.props.children}
      </div>
    );
  }
}

class Home extends React.Component {
  static contextTypes = { user: React.PropTypes.object };

  render() {
    const { user } = this.context;
    return <h1>Hello, {user ? user.givenName : 'stranger'}</h1>;
  }
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

render(
  <Router history={browserHistory}>
    <HomeRoute path="/" component={Frame}>
      <IndexRoute component={Home} />
      <LoginRoute path="/login" component={LoginPage} />
      <LogoutRoute path="/logout" />
      <Route path="/register" component={Register} />
      <Route path="/forgot" component={ResetPasswordPage} />
      <Route path="/change" component={ChangePasswordPage} />
      <Route path="/welcome" component={VerifyEmailPage} />
      <AuthenticatedRoute path="/expired" component={PasswordExpiredPage} />
      <AuthenticatedRoute path="/account" component={AccountPage} />
      <AuthenticatedRoute path="/ward" inGroup="doctor || head_nurse" component={Ward} />
    </HomeRoute>
  </Router>,
  document.getElementById('root'),
);
