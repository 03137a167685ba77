// Opens the import of users in a dialog, for a table that has no page for it.

import { useState } from 'react';
import { ImportUsersModal } from './ImportUsersModal.tsx';
import type { ImportUsersProps } from './import/ImportUsers.tsx';
import { useAdminMessages } from './useAdminMessages.ts';

export function ImportButton(props: ImportUsersProps) {
  const { t } = useAdminMessages(props.labels);
  const [show, setShow] = useState(false);
  return (
    <>
      <button className="udb-button-quiet" type="button" onClick={() => setShow(true)} data-udb-part="users-import">
        {t('admin.users.import')}
      </button>
      <ImportUsersModal {...props} show={show} onClose={() => setShow(false)} />
    </>
  );
}
