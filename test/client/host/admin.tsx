// A host that brings its own forms and listens to ours, as hosts of userdb 1 do: one case a path.

import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { RemoveConfirmModal, RoleForm, RolesTable, UserForm } from '../../../client/admin/index.ts';
import { adminUser } from '../adminFixtures.ts';

const heard: string[] = [];

function hear(...words: unknown[]) {
  heard.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  document.body.dataset.heard = heard.join('\n');
}

const ME = adminUser({ id: 'ada', roles: ['admin'] });
const BEN = adminUser({ id: 'ben', fullName: 'Ben Bright', roles: ['doctor'], customData: { team: 'red' } });

function Question() {
  const [show, setShow] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setShow(true)}>
        Empty the bin
      </button>
      <RemoveConfirmModal
        show={show}
        title="Empty the bin?"
        body="All of it is gone then."
        done={(yes) => {
          hear('done', yes);
          setShow(false);
        }}
      />
    </>
  );
}

const CASES: Record<string, () => React.ReactNode> = {
  '/old': () => (
    <UserForm
      form={BEN}
      loggedInUser={ME}
      showCustomData={false}
      onSubmit={(data, next) => {
        hear('submit', data.surname ?? '');
        if (data.surname === 'Nobody') next(new Error('Nobody is called that.'));
        else next(null, { ...data, surname: data.surname?.toUpperCase() });
      }}
      onSubmitted={(error, row) => hear('submitted', error?.message ?? '', row?.surname ?? '')}
      onCancel={() => hear('cancel')}
    >
      <p>Ask the head office first.</p>
    </UserForm>
  ),
  '/new': () => (
    <UserForm
      value={BEN}
      loggedInUser={ME}
      onSubmit={(data) => ({ ...data, surname: 'Changed' })}
      onSaved={(row) => hear('saved', row.surname ?? '')}
    />
  ),
  '/role': () => <RoleForm loggedInUser={ME} onSaved={(role) => hear('saved', role.name)} />,
  '/table': () => (
    <RolesTable
      currentUser={ME}
      url={false}
      onAddRole={(account, done) => {
        hear('add', account ?? 'any account');
        done(new Error('Not now.'));
      }}
      onModifyRole={(role, _account, done) => {
        hear('modify', role.name);
        done(null, { ...role, name: 'physician' });
      }}
      onDeleteRole={(role, done) => {
        hear('delete', role.name);
        done(false);
      }}
      onNavigateToUsers={(id, name) => hear('users', id, name)}
    />
  ),
  '/question': Question,
};

const root = document.getElementById('root');
const Case = CASES[location.pathname];
if (root && Case) {
  createRoot(root).render(
    <StrictMode>
      <h1>Host</h1>
      <Case />
    </StrictMode>,
  );
}
