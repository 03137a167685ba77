// The audit trail as a file: read page by page, so that a long one can be told apart from one that hangs.

import { useEffect, useRef, useState } from 'react';
import type { AuditEvent, EventFilter, ListQuery } from '../adminWire.ts';
import { download, toCsv } from './csv.ts';
import { eventText, whoDid, whomItHit } from './eventWords.ts';
import type { NoticesApi } from './parts/Notices.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';

/** As many as the server gives. */
const AT_ONCE = 1000;

/** The same in every language: programs read it. */
const HEADER = 'time,type,what,by,byEmail,user,userEmail,address,agent,outcome,details'.split(',');

export function useEventsFile(question: ListQuery & EventFilter, notices: NoticesApi) {
  const admin = useAdmin();
  const { t } = useAdminMessages();
  const [progress, setProgress] = useState('');
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const lineOf = (event: AuditEvent) => {
    const { at, type, by, user, address, agent, outcome, details } = event;
    const people = [whoDid(event), by?.email ?? '', whomItHit(event), user?.email ?? ''];
    return [at, type, eventText(t, event), ...people, address ?? '', agent ?? '', outcome, JSON.stringify(details)];
  };

  async function readAll(signal: AbortSignal) {
    // What happens meanwhile would move all others on by one.
    const all = { to: new Date().toISOString(), ...question, limit: AT_ONCE };
    const lines = new Map<string, string[]>();
    for (let offset = 0; ; offset += AT_ONCE) {
      const { total, events } = await admin.events({ ...all, offset }, { signal });
      for (const event of events) lines.set(event.id, lineOf(event));
      setProgress(t('admin.audit.csvProgress', { n: lines.size, total }));
      if (events.length < AT_ONCE) return [...lines.values()];
    }
  }

  async function make() {
    if (running.current) return;
    const own = new AbortController();
    running.current = own;
    notices.clear();
    try {
      const lines = await readAll(own.signal);
      download('events.csv', toCsv([HEADER, ...lines]));
      notices.say(t('admin.audit.csvDone', { n: lines.length }));
    } catch (error) {
      if (!own.signal.aborted) notices.fail(error);
    } finally {
      running.current = null;
      setProgress('');
    }
  }

  return { make, progress, busy: progress !== '' };
}
