// On a server there is no window, no document and nobody signed in; every component renders all the same.

import { type ComponentType, memo } from 'react';
import { renderToString } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, test } from 'vitest';
import * as admin from '../../client/admin/index.ts';
import * as userdb from '../../client/index.ts';
import * as router from '../../client/router/index.ts';
import * as stormpath from '../../client/stormpath/index.ts';

const ENTRIES: Record<string, Record<string, unknown>> = {
  'userdb/react': userdb,
  'userdb/react/admin': admin,
  'userdb/react/router': router,
  'userdb/react/stormpath': stormpath,
};

/** What react-stormpath had and cannot be had any more: it says so. */
const GONE = ['Router', 'HomeRoute', 'LoginRoute', 'LogoutRoute'];

/** What some cannot do without. */
const PROPS: Record<string, object> = {
  Page: { part: 'own', title: 'Own' },
  LanguageProvider: { languages: ['en', 'de'] },
  Skeleton: { fields: 1, lateness: 'none', text: 'Loading…' },
  UserField: { fieldName: 'givenName' },
};

const COMPONENTS = Object.entries(ENTRIES).flatMap(([entry, exported]) =>
  Object.entries(exported)
    .filter(([name]) => /^[A-Z]/.test(name) && name !== 'UserdbError')
    .map(([name, component]) => ({ entry, name, Component: component as ComponentType })),
);

describe('without provider or window', () => {
  test.each(COMPONENTS.filter(({ name }) => !GONE.includes(name)))(
    '$name of $entry renders to text',
    ({ name, Component }) => {
      expect(typeof window).toBe('undefined');
      const html = renderToString(
        <MemoryRouter>
          <Component {...PROPS[name]} />
        </MemoryRouter>,
      );
      expect(html).toBeTypeOf('string');
      expect(html).not.toMatch(/ style="/);
    },
  );

  test('there are components in each entry', () => {
    expect(new Set(COMPONENTS.map(({ entry }) => entry))).toEqual(new Set(Object.keys(ENTRIES)));
  });

  test.each(COMPONENTS.filter(({ name }) => GONE.includes(name)))(
    '$name of $entry says what to use instead',
    ({ name, Component }) => {
      expect(() => renderToString(<Component />)).toThrow(`has no <${name}>. Use `);
    },
  );
});

test('before the script has come, the sign-in form is a true form that posts', () => {
  const html = renderToString(<userdb.LoginPage />);
  expect(html).toMatch(/<form[^>]* method="post"/);
  expect(html).toMatch(/<form[^>]* action="\/login"/);
  expect(html).toMatch(/<input[^>]* name="login"/);
  expect(html).toMatch(/<input[^>]* name="password"/);
  expect(html).not.toMatch(/ style="/);
});

test('a slot takes any component, those of memo too', () => {
  const Footer = memo(() => <p>Mine</p>);
  expect(renderToString(<userdb.LoginPage slots={{ footer: Footer }} />)).toContain('Mine');
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
