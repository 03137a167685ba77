// Signs out here, and tells the host.

import { announce, type Userdb } from './context.tsx';

export async function signOut(userdb: Userdb): Promise<void> {
  await userdb.session.logout();
  announce(userdb, { type: 'logout' });
}
