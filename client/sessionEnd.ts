// When a session ends, for the little that shows it: heard from the answers in this tab and in all others.

import type { BasicClient } from './basicApi.ts';
import { CHANNEL, type Session } from './session.ts';

export interface SessionEnd {
  /** In milliseconds since 1970, if nothing more is asked; undefined: not by itself, or nobody is signed in. */
  get(): number | undefined;
  subscribe(listener: () => void): () => void;
}

const ends = new WeakMap<Session, SessionEnd>();

export function endOf(session: Session, client: BasicClient): SessionEnd {
  const end = ends.get(session) ?? makeEnd(session, client);
  ends.set(session, end);
  return end;
}

function makeEnd(session: Session, client: BasicClient): SessionEnd {
  let end: number | undefined;
  let stop: (() => void) | undefined;
  const listeners = new Set<() => void>();

  function setEnd(time: number | undefined) {
    end = time;
    for (const listener of listeners) listener();
  }

  /** Of the answers that other tabs get, the channel tells. */
  function start() {
    if (client.sessionSeconds !== undefined) end = Date.now() + client.sessionSeconds * 1000;
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => typeof data === 'number' && setEnd(data);
    const unwatch = client.watch?.((seconds) => seconds !== null && setEnd(Date.now() + seconds * 1000));
    const leave = session.subscribe(() => setEnd(session.get().user ? end : undefined));
    return () => {
      leave();
      unwatch?.();
      channel.close();
    };
  }

  return {
    get: () => (session.get().user ? end : undefined),
    subscribe(listener) {
      listeners.add(listener);
      stop ??= start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
