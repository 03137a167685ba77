// A small application of 2017 around the pages that came with userdb 1, as its README says: admins look after users.
import React from 'react';
import { render } from 'react-dom';
import { browserHistory, Link, Route } from 'react-router';
import {
  AuthenticatedRoute,
  HomeRoute,
  init,
  LoginRoute,
  LogoutLink,
  LogoutRoute,
  Router,
  UserField,
} from 'react-stormpath';
import AccountForm from 'userdb/react/admin/AccountForm';
import AccountsTable from 'userdb/react/admin/AccountsTable';
import RemoveConfirmModal from 'userdb/react/admin/RemoveConfirmModal';
import RoleForm from 'userdb/react/admin/RoleForm';
import RolesTable from 'userdb/react/admin/RolesTable';
import UserForm from 'userdb/react/admin/UserForm';
import UsersTable from 'userdb/react/admin/UsersTable';
import AccountPage from 'userdb/react/stormpath/AccountPage';
import ChangePasswordPage from 'userdb/react/stormpath/ChangePasswordPage';
import HomeLink from 'userdb/react/stormpath/HomeLink';
import LoginPage from 'userdb/react/stormpath/LoginPage';
import PasswordExpiredPage from 'userdb/react/stormpath/PasswordExpiredPage';
import ResetPasswordPage from 'userdb/react/stormpath/ResetPasswordPage';
import VerifyEmailPage from 'userdb/react/stormpath/VerifyEmailPage';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';

/** What the pages take from their surroundings. */
class Brand extends React.Component {
  static childContextTypes = { brand: React.PropTypes.object };

  getChildContext() {
    return {
      brand: {
        appName: 'Clinic',
        backstretch: [PIXEL, PIXEL],
        loginLogo: PIXEL,
        copyright: { company: 'Clinic', year: 2017 },
        TOS: '/terms',
        PP: '/privacy',
        passwordPolicy: {},
      },
    };
  }

  render() {
    return this.props.children;
  }
}

class Frame extends React.Component {
  static contextTypes = { user: React.PropTypes.object };

  render() {
    const { user } = this.context;
    return (
      <div>
        {user ? (
          <nav>
            <HomeLink /> <Link to="/account">My profile</Link> <Link to="/users">Users</Link>{' '}
            <Link to="/accounts">Accounts</Link> <LogoutLink />
          </nav>
        ) : null}
        {user?.password_expired ? <Link to="/expired">Your password has expired</Link> : null}
        {this.props.children}
      </div>
    );
  }
}

const Home = () => (
  <h1>
    Hello, <UserField fieldName="givenName" />
  </h1>
);

/** A table, and its form and its question before something is removed. */
class Admin extends React.Component {
  static contextTypes = { user: React.PropTypes.object };

  state = { form: null, doomed: null };

  edit = (form, done) => {
    this.setState({ form: { fields: form, done } });
  };

  ask = (_doomed, answer) => {
    this.setState({ doomed: { answer } });
  };

  submitted = (error, changed) => {
    this.state.form.done(error, changed);
    this.setState({ form: null });
  };

  cancel = () => {
    this.setState({ form: null });
  };

  answered = (yes) => {
    this.state.doomed.answer(yes);
    this.setState({ doomed: null });
  };

  render() {
    const { user } = this.context;
    const { title, Form, table, accountId } = this.props;
    const { form, doomed } = this.state;
    return (
      <div className="container">
        <h1>{title}</h1>
        {form ? (
          <Form
            form={form.fields}
            loggedInUser={user}
            accountId={accountId}
            onSubmitted={this.submitted}
            onCancel={this.cancel}
          />
        ) : null}
        {table({ currentUser: user, accountId, edit: this.edit, ask: this.ask })}
        <RemoveConfirmModal show={doomed !== null} body="Remove it?" done={this.answered} />
      </div>
    );
  }
}

const usersTable = ({ edit, ask, ...props }) => (
  <UsersTable
    {...props}
    onAddUser={(_accountId, done) => edit({}, done)}
    onModifyUser={(user, _accountId, done) => edit(user, done)}
    onDeleteUser={ask}
  />
);

const accountsTable = ({ edit, ask, ...props }) => (
  <AccountsTable
    {...props}
    onAddAccount={(_accountId, done) => edit({}, done)}
    onModifyAccount={(account, _accountId, done) => edit(account, done)}
    onDeleteAccount={ask}
    onNavigateToUsers={(id) => browserHistory.push(`/accounts/${id}/users`)}
    onNavigateToRoles={(id) => browserHistory.push(`/accounts/${id}/roles`)}
  />
);

const rolesTable = ({ edit, ask, ...props }) => (
  <RolesTable
    {...props}
    onAddRole={(_accountId, done) => edit({}, done)}
    onModifyRole={(role, _accountId, done) => edit(role, done)}
    onDeleteRole={ask}
  />
);

const Users = ({ params }) => <Admin title="Users" Form={UserForm} table={usersTable} accountId={params.accountId} />;
const Accounts = () => <Admin title="Accounts" Form={AccountForm} table={accountsTable} />;
const Roles = ({ params }) => <Admin title="Roles" Form={RoleForm} table={rolesTable} accountId={params.accountId} />;

init();

render(
  <Brand>
    <Router history={browserHistory}>
      <Route component={Frame}>
        <LoginRoute path="/login" component={LoginPage} />
        <LogoutRoute path="/logout" />
        <Route path="/forgot" component={ResetPasswordPage} />
        <Route path="/change" component={ChangePasswordPage} />
        <Route path="/welcome" component={VerifyEmailPage} />
        <AuthenticatedRoute>
          <HomeRoute path="/" component={Home} />
          <Route path="/expired" component={PasswordExpiredPage} />
          <Route path="/account" component={AccountPage} />
          <Route path="/users" component={Users} />
          <Route path="/accounts" component={Accounts} />
          <Route path="/accounts/:accountId/users" component={Users} />
          <Route path="/accounts/:accountId/roles" component={Roles} />
        </AuthenticatedRoute>
      </Route>
    </Router>
  </Brand>,
  document.getElementById('app'),
);
