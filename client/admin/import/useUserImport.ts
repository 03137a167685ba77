// An import of users: its file, how it is read, what it would do, how far it is, what came of it. Without any markup.

import { useMemo, useState, useSyncExternalStore } from 'react';
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

/** By whoever is signed in, so that the next one sees none of it, and by account. */
const runs = new WeakMap<BasicClient, Map<string, ImportRun>>();

/** It goes on when the component is gone, and is found again by the next one. */
export function useUserImport({ accountId = '' }: UserImportOptions = {}): UserImportApi {
  const { client } = useUserdb();
  const admin = useAdmin();
  const { user } = useWho();
  // When the session ends, what was said last stays on the screen.
  const [owner, setOwner] = useState(user?.id);
  if (user && user.id !== owner) setOwner(user.id);

  const run = useMemo(() => {
    const key = `${owner} ${accountId}`;
    const keep = (run: ImportRun) => void runs.set(client, new Map(runs.get(client)).set(key, run));
    return runs.get(client)?.get(key) ?? createImportRun(admin, accountId, keep);
  }, [client, admin, owner, accountId]);
  const state = useSyncExternalStore(run.subscribe, run.get, () => EMPTY);
  return { ...run, ...state };
}
