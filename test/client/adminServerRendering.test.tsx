// The parts of the administration on a server: there is no window, and nobody is known yet.

import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import {
  AccountForm,
  AccountsTable,
  AuditTrail,
  ImportPage,
  ImportUsersModal,
  RemoveConfirmModal,
  RoleForm,
  RolesTable,
  UserEvents,
  UserForm,
} from '../../client/admin/index.ts';
import { adminUser } from './adminFixtures.ts';

const BEN = adminUser({ id: 'ben', fullName: 'Ben Bright', roles: ['doctor'], customData: { team: 'red' } });

test.each([
  ['UserForm', <UserForm key="1" />, 'First name'],
  ['UserForm of somebody', <UserForm key="2" value={BEN} />, 'ben@example.com'],
  ['RoleForm', <RoleForm key="3" />, 'Description'],
  ['AccountForm', <AccountForm key="4" />, 'Description'],
  ['RolesTable', <RolesTable key="5" />, 'New role'],
  ['AccountsTable', <AccountsTable key="6" />, 'Search'],
  ['AuditTrail', <AuditTrail key="7" />, 'Download as CSV'],
  ['UserEvents', <UserEvents key="8" userId="ben" />, ''],
  ['ImportPage', <ImportPage key="10" />, 'data-udb-part="import"'],
  ['ImportUsersModal', <ImportUsersModal key="11" show onClose={() => {}} />, 'Import users'],
  ['RemoveConfirmModal', <RemoveConfirmModal key="9" show title="Sure?" body="Gone." done={() => {}} />, 'Sure?'],
])('%s is rendered, without a style of its own', (_name, element, says) => {
  const html = renderToString(<StrictMode>{element}</StrictMode>);
  expect(html).toContain(says);
  expect(html).not.toContain('style=');
});
