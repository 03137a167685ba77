// On a server there is no window, no document and nobody signed in; every component renders all the same.

import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import * as userdb from '../../client/index.ts';

const COMPONENTS = {
  LoginPage: userdb.LoginPage,
  LoginForm: userdb.LoginForm,
  RegistrationPage: userdb.RegistrationPage,
  RegistrationForm: userdb.RegistrationForm,
  ResetPasswordPage: userdb.ResetPasswordPage,
  ResetPasswordForm: userdb.ResetPasswordForm,
  ChangePasswordPage: userdb.ChangePasswordPage,
  ChangePasswordForm: userdb.ChangePasswordForm,
  PasswordExpiredPage: userdb.PasswordExpiredPage,
  PasswordExpiredForm: userdb.PasswordExpiredForm,
  VerifyEmailPage: userdb.VerifyEmailPage,
  VerifyEmailView: userdb.VerifyEmailView,
  WelcomePage: userdb.WelcomePage,
  AuthRoutes: userdb.AuthRoutes,
  HomeLink: userdb.HomeLink,
  LoginLink: userdb.LoginLink,
  LogoutLink: userdb.LogoutLink,
  RegisterLink: userdb.RegisterLink,
  ForgotLink: userdb.ForgotLink,
  Authenticated: userdb.Authenticated,
  NotAuthenticated: userdb.NotAuthenticated,
  UserdbProvider: userdb.UserdbProvider,
};

test('every component that the package exports is looked at here', () => {
  const components = Object.keys(userdb).filter((name) => /^[A-Z]/.test(name) && name !== 'UserdbError');
  expect(components.sort()).toEqual(Object.keys(COMPONENTS).sort());
});

describe('without provider, router, props or window', () => {
  test.each(Object.entries(COMPONENTS))('%s renders to text', (_name, Component) => {
    expect(typeof window).toBe('undefined');
    expect(renderToString(<Component />)).toBeTypeOf('string');
  });
});

test('before the script has come, the sign-in form is a true form that posts', () => {
  const html = renderToString(<userdb.LoginPage />);
  expect(html).toMatch(/<form[^>]* method="post"/);
  expect(html).toMatch(/<form[^>]* action="\/login"/);
  expect(html).toMatch(/<input[^>]* name="login"/);
  expect(html).toMatch(/<input[^>]* name="password"/);
  expect(html).not.toMatch(/ style="/);
});

test('a user whom the server knows already is there in the first render', () => {
  const user: userdb.User = {
    href: 'http://localhost/accounts/ada',
    id: 'ada',
    username: 'ada',
    email: 'a@b.c',
    givenName: 'Ada',
    middleName: null,
    surname: 'Archer',
    fullName: 'Ada Archer',
    status: 'ENABLED',
    createdAt: '2026-01-05T12:00:00.000Z',
    modifiedAt: '2026-01-05T12:00:00.000Z',
    account_id: 'acme',
    accounts: [],
    roles: [],
  };
  const html = renderToString(
    <userdb.UserdbProvider user={user}>
      <userdb.Authenticated>Hello</userdb.Authenticated>
    </userdb.UserdbProvider>,
  );
  expect(html).toContain('Hello');
});
