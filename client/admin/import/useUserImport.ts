// An import of users: its file, how it is read, what it would do, how far it is, what came of it. Without any markup.

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { BasicClient } from '../../basicApi.ts';
import { useUserdb } from '../../context.tsx';
import { useAdmin } from '../useAdmin.ts';
import { useWho } from '../useWho.ts';
import { createImportRun, EMPTY, type ImportActions, type ImportRun, type ImportState } from './importRun.ts';

export interface UserImportOptions {
  /** The account that all users join. Without it, a super-admin may choose. */
  accountId?: string;
}

export interface UserImportApi extends ImportState, ImportActions {}

interface Kept {
  run: ImportRun;
  /** Who sees it. Unknown until the server has said who is signed in. */
  owner: string | undefined;
}

/** By account. */
const kept = new WeakMap<BasicClient, Map<string, Kept>>();

/** It goes on when the component is gone, and is found again by the next one. */
export function useUserImport({ accountId = '' }: UserImportOptions = {}): UserImportApi {
  const { client } = useUserdb();
  const admin = useAdmin();
  const { user } = useWho();
  // When the session ends, what was said last stays on the screen.
  const [owner, setOwner] = useState(user?.id);
  if (user && user.id !== owner) setOwner(user.id);

  const run = useMemo(() => {
    const own = kept.get(client)?.get(accountId);
    if (own && (own.owner ?? owner) === owner) return own.run;
    return createImportRun(admin, accountId, (run) => {
      const others = kept.get(client);
      if (others?.get(accountId)?.run !== run) kept.set(client, new Map(others).set(accountId, { run, owner }));
    });
  }, [client, admin, owner, accountId]);
  useEffect(() => {
    const own = kept.get(client)?.get(accountId);
    if (own?.run === run) own.owner ??= owner;
  });
  const state = useSyncExternalStore(run.subscribe, run.get, () => EMPTY);
  return { ...run, ...state };
}
