// The export `userdb/react/admin`: the pages of administrators, with their hooks.

export { AdminPage, type AdminPageProps } from './AdminPage.tsx';
