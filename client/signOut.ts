// Signs out here, and tells the host.

import { withEveryCall } from './api.ts';
import { announce, type Userdb } from './context.tsx';

export async function signOut(userdb: Userdb): Promise<void> {
  await withEveryCall(userdb.client).logout();
  userdb.session.set(null);
  announce(userdb, { type: 'logout' });
}
