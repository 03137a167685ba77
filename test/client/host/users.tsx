// A host with the table of users on a page of its own, as hosts of userdb 1 have it, and with all of the administration.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AdminPage, UsersTable } from '../../../client/admin/index.ts';
import { adminUser } from '../adminFixtures.ts';

const heard: string[] = [];

function hear(...words: string[]) {
  heard.push(words.join(' '));
  document.body.dataset.heard = heard.join('\n');
}

const ME = adminUser({ id: 'ada', roles: ['admin'] });

const CASES: Record<string, () => React.ReactNode> = {
  '/old': () => (
    <UsersTable
      currentUser={ME}
      accountId="acme"
      sizePerPage={10}
      onAddUser={(accountId, done) => {
        hear('add', String(accountId));
        done(null, adminUser({ id: 'new', fullName: 'Nina New' }));
      }}
      onModifyUser={(user, accountId, done) => {
        hear('modify', user.id, String(accountId));
        done(null, { ...user, fullName: 'Ben Brighter' });
      }}
      onDeleteUser={(user, done) => {
        hear('delete', user.id);
        done(user.id !== 'cleo');
      }}
    />
  ),
  '/quiet': () => <UsersTable currentUser={ME} accountId="acme" url={false} sizePerPage={10} />,
};

const Case = CASES[location.pathname];
const page = Case ? (
  <>
    <h1>Clinic</h1>
    <Case />
  </>
) : (
  <AdminPage base="/people" />
);
const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode>{page}</StrictMode>);
