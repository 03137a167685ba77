// Who is signed in, for one client: asked once, kept in step over all tabs of the browser.

import type { BasicClient } from './basicApi.ts';
import type { UserdbEvent } from './context.tsx';
import { tellPage } from './tellPage.ts';
import type { UserdbError } from './userdbError.ts';
import type { User } from './wire.ts';

export type SessionState<U = User> =
  /** `error`: why it is not known yet. The server is asked again by and by. */
  | { status: 'loading'; user: null; reason?: undefined; error?: UserdbError }
  | { status: 'in'; user: U; reason?: undefined }
  /** `logout`: signed out in this very tab. `sessionEnded`: signed out elsewhere, or the time was over. */
  | { status: 'out'; user: null; reason?: 'logout' | 'sessionEnded' };

export interface Session {
  get(): SessionState;
  /** The first subscriber makes the session ask the server, also where it is seeded. */
  subscribe(listener: () => void): () => void;
  /** Tells what no form of ours did: `sessionEnded`, `passwordExpired`. */
  hear(listener: (event: UserdbEvent) => void): () => void;
  /** Asks the server again who is signed in. @throws UserdbError when it does not answer; nothing has changed then */
  refresh(): Promise<User | null>;
  /** Takes over what an endpoint has just answered. */
  set(user: User | null): void;
}

/** Words make other tabs ask who is signed in; a number is when the session ends, for `sessionEnd.ts`. */
export const CHANNEL = 'userdb';
const LOADING = { status: 'loading', user: null } as const;
/** Milliseconds until a server that did not say who is signed in is asked again. */
const RETRY = 5000;

const sessions = new WeakMap<BasicClient, Session>();

/** The one session of a client: what asks outside of React, such as a loader, tells what is inside. */
export function sessionOf(client: BasicClient): Session {
  const session = sessions.get(client) ?? createSession(client);
  sessions.set(client, session);
  return session;
}

export function createSession(client: BasicClient, seed?: User | null): Session {
  let state: SessionState = seed === undefined ? LOADING : stateOf(seed);
  /** The question whose answer counts: once somebody signs in or out here, an older one says nothing any more. */
  let asking: Promise<User | null> | null = null;
  /** A seed is what some server knew once: it is shown, and asked after. So is what was known when the last one left. */
  let asked = false;
  let channel: BroadcastChannel | undefined;
  let unwatch: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const hearers = new Set<(event: UserdbEvent) => void>();

  function change(next: SessionState) {
    const before = state.user;
    state = next;
    const { user, reason } = next;
    for (const listener of listeners) listener();
    if (user?.password_expired && !before?.password_expired) emit({ type: 'passwordExpired', user });
    if (before && reason === 'sessionEnded') emit({ type: 'sessionEnded' });
  }

  /** @param seconds  until the session ends; null: a request found nobody signed in */
  async function hearAnswer(seconds: number | null) {
    if (seconds !== null) post(Date.now() + seconds * 1000);
    // It may have been an old request, so the server is asked before it is believed.
    else if (state.user && !(await look())) post('logout');
  }

  function emit(event: UserdbEvent) {
    for (const hearer of hearers) hearer(event);
    tellPage(event);
  }

  function refresh(): Promise<User | null> {
    asked = true;
    if (asking) return asking;
    const question = client.me().then(
      (user) => {
        if (asking === question) {
          asking = null;
          change(stateOf(user, state.user ? 'sessionEnded' : state.reason));
        }
        return state.user;
      },
      (error: UserdbError) => {
        if (asking !== question) return state.user;
        asking = null;
        if (state.status === 'loading') {
          change({ ...LOADING, error });
          setTimeout(() => listeners.size > 0 && look(), RETRY);
        }
        throw error;
      },
    );
    asking = question;
    return question;
  }

  /** As the server sees it; as before, when it does not answer. */
  function look() {
    return refresh().catch(() => state.user);
  }

  function set(user: User | null) {
    asked = true;
    asking = null;
    change(stateOf(user, 'logout'));
    // Other tabs ask for themselves: what a user is never travels between tabs.
    post(user ? 'login' : 'logout');
  }

  /** Undefined on a server. */
  function open() {
    if (typeof BroadcastChannel !== 'undefined') channel ??= new BroadcastChannel(CHANNEL);
    return channel;
  }

  function post(word: string | number) {
    open()?.postMessage(word);
  }

  function hearTab({ data }: MessageEvent) {
    if (typeof data !== 'string') return;
    // What is under way may have been answered before it happened.
    asking = null;
    void look();
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    open()?.addEventListener('message', hearTab);
    unwatch ??= client.watch?.(hearAnswer);
    if (!asked) void look();
    return () => {
      listeners.delete(listener);
      // React lets go of one screen before it takes up the next.
      setTimeout(stop);
    };
  }

  /** From here on, what happens elsewhere is missed. */
  function stop() {
    if (listeners.size > 0) return;
    unwatch?.();
    unwatch = undefined;
    channel?.close();
    channel = undefined;
    asked = false;
  }

  return {
    get: () => state,
    subscribe,
    hear(listener) {
      hearers.add(listener);
      return () => void hearers.delete(listener);
    },
    refresh,
    set,
  };
}

function stateOf(user: User | null, reason?: 'logout' | 'sessionEnded'): SessionState {
  return user ? { status: 'in', user } : { status: 'out', user, reason };
}
