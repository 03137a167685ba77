// What somebody has typed and not saved. When a session ends by itself it is kept in this page, for the same person.

import { useCallback, useEffect, useRef, useState } from 'react';
import { useUserdb } from '../context.tsx';
import type { Session } from '../session.ts';
import type { FormValues } from './formTypes.ts';

interface Draft {
  userId: string;
  values: Partial<FormValues>;
}

export interface DraftApi {
  /** From before the session ended, where it is this person's. */
  values: Partial<FormValues> | undefined;
  isUnsaved(): boolean;
  keep(values: Partial<FormValues>): void;
  /** All is saved. */
  drop(): void;
}

const drafts = new WeakMap<Session, Draft>();

/** @param userId  who is signed in; undefined: not known yet, or nobody */
export function useDraft(userId: string | undefined): DraftApi {
  const { session } = useUserdb();
  const [left, setLeft] = useState(() => drafts.get(session));
  const typed = useRef<Draft | null>(null);
  const restored = left?.userId === userId ? left : undefined;

  useEffect(() => {
    drafts.delete(session);
    return () => {
      const state = session.get();
      const isCutOff = state.status === 'out' && state.reason === 'sessionEnded';
      if (isCutOff && typed.current) drafts.set(session, typed.current);
    };
  }, [session]);

  useEffect(() => {
    if (restored) typed.current = restored;
  }, [restored]);

  const isUnsaved = useCallback(() => typed.current !== null, []);
  return {
    values: restored?.values,
    isUnsaved,
    keep(values) {
      if (userId) typed.current = { userId, values };
    },
    drop() {
      typed.current = null;
      setLeft(undefined);
    },
  };
}
