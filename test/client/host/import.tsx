// A host with the import of users in a dialog of its own page, for one of its accounts; or with a look of its own.

import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ImportUsersModal, UsersTable, useUserImport } from '../../../client/admin/index.ts';

function Modal() {
  const [show, setShow] = useState(false);
  const [made, setMade] = useState(0);
  return (
    <>
      <button type="button" onClick={() => setShow(true)}>
        Hire many
      </button>
      <p>Hired: {made}</p>
      <ImportUsersModal
        show={show}
        onClose={() => setShow(false)}
        accountId="zenith"
        onImported={({ created }) => setMade(created)}
        labels={{ 'admin.import.title': 'Hire from a list' }}
      />
    </>
  );
}

function OwnLook() {
  const { choose, check, start, step, preview, result } = useUserImport({ accountId: 'zenith' });
  return (
    <>
      <input type="file" aria-label="List" onChange={({ target }) => choose(target.files ?? [])} />
      <button type="button" onClick={check}>
        Look
      </button>
      <button type="button" onClick={() => start(true)}>
        Go
      </button>
      <output>
        {step} {preview?.rows} {result?.created}
      </output>
    </>
  );
}

const CASES: Record<string, () => React.ReactNode> = {
  '/modal': Modal,
  '/own': OwnLook,
  '/table': () => <UsersTable url={false} />,
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
