// The export `userdb/react/admin`: the pages of administrators, with their hooks.

export { AccountForm, type AccountFormProps } from './AccountForm.tsx';
export { AccountsTable, type AccountsTableProps } from './AccountsTable.tsx';
export { AdminPage, type AdminPageProps } from './AdminPage.tsx';
export { AuditTrail, type AuditTrailProps } from './AuditTrail.tsx';
export type { RowDone } from './DescribedTable.tsx';
export { ImportPage, type ImportPageProps } from './ImportPage.tsx';
export { ImportUsersModal, type ImportUsersModalProps } from './ImportUsersModal.tsx';
export type { ImportUsersProps } from './import/ImportUsers.tsx';
export type { ImportActions, ImportSettings, ImportState } from './import/importRun.ts';
export { type UserImportApi, type UserImportOptions, useUserImport } from './import/useUserImport.ts';
export { loadAdminMessages } from './languages.ts';
export type { ListApi, ListState } from './parts/useList.ts';
export { RemoveConfirmModal, type RemoveConfirmModalProps } from './RemoveConfirmModal.tsx';
export { RoleForm, type RoleFormProps } from './RoleForm.tsx';
export { RolesTable, type RolesTableProps } from './RolesTable.tsx';
export { UserEvents, type UserEventsProps } from './UserEvents.tsx';
export { UserForm, type UserFormProps } from './UserForm.tsx';
export { UsersTable, type UsersTableProps } from './UsersTable.tsx';
export { useAccountList } from './useAccountList.ts';
export { type AuditTrailApi, type AuditTrailOptions, useAuditTrail } from './useAuditTrail.ts';
export { type RoleListQuery, useRoleList } from './useRoleList.ts';
export type { RowFormOptions } from './useRowForm.ts';
export { type UserListApi, type UserListQuery, useUserList } from './useUserList.ts';
