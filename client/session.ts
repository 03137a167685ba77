// Who is signed in, for one client: asked once, kept in step over all tabs of the browser.

import type { BasicClient, Values } from './basicApi.ts';
import type { UserdbEvent } from './context.tsx';
import { tellPage } from './tellPage.ts';
import type { User } from './wire.ts';

export type SessionState<U = User> =
  | { status: 'loading'; user: null }
  | { status: 'in'; user: U }
  /** `logout`: signed out in this very tab. `sessionEnded`: signed out elsewhere, or the time was over. */
  | { status: 'out'; user: null; reason?: 'logout' | 'sessionEnded' };

export interface Session {
  get(): SessionState;
  /** The first subscriber makes the session ask the server, also where it is seeded. */
  subscribe(listener: () => void): () => void;
  /** Tells what no form of ours did: `sessionEnded`, `passwordExpired`. */
  hear(listener: (event: UserdbEvent) => void): () => void;
  /** Asks the server again who is signed in. */
  refresh(): Promise<User | null>;
  /** Takes over what an endpoint has just answered. */
  set(user: User | null): void;
  login(values: Values): Promise<User>;
  logout(): Promise<void>;
}

/** Words make other tabs ask who is signed in; a number is when the session ends, for `sessionEnd.ts`. */
export const CHANNEL = 'userdb';
const LOADING: SessionState = { status: 'loading', user: null };

const sessions = new WeakMap<BasicClient, Session>();

/** The one session of a client: what asks outside of React, such as a loader, tells what is inside. */
export function sessionOf(client: BasicClient): Session {
  const session = sessions.get(client) ?? createSession(client);
  sessions.set(client, session);
  return session;
}

export function createSession(client: BasicClient, seed?: User | null): Session {
  let state: SessionState = seed === undefined ? LOADING : stateOf(seed);
  let asking: Promise<User | null> | null = null;
  /** A seed is what some server knew once: it is shown, and asked after. */
  let asked = false;
  /** How often somebody has signed in or out here: an answer to an older question says nothing any more. */
  let turn = 0;
  let channel: BroadcastChannel | null = null;
  let unwatch: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const hearers = new Set<(event: UserdbEvent) => void>();

  function change(next: SessionState) {
    const { user: before } = state;
    state = next;
    const { user } = state;
    for (const listener of listeners) listener();
    if (user?.password_expired && !before?.password_expired) emit({ type: 'passwordExpired', user });
    if (before && next.status === 'out' && next.reason === 'sessionEnded') emit({ type: 'sessionEnded' });
  }

  /** @param seconds  until the session ends; null: a request found nobody signed in */
  function hearAnswer(seconds: number | null) {
    if (seconds === null) void doubt();
    else post(Date.now() + seconds * 1000);
  }

  function emit(event: UserdbEvent) {
    for (const hearer of hearers) hearer(event);
    tellPage(event);
  }

  function refresh() {
    asked = true;
    asking ??= ask(turn);
    return asking;
  }

  /** Who is signed in, as the server sees it; as before, when it does not answer. */
  async function ask(since: number): Promise<User | null> {
    const user = await client.me().catch(() => state.user);
    if (since !== turn) return state.user;
    asking = null;
    const reason = state.user ? 'sessionEnded' : state.status === 'out' ? state.reason : undefined;
    change(stateOf(user, reason));
    return user;
  }

  function set(user: User | null) {
    turn++;
    asked = true;
    asking = null;
    change(stateOf(user, 'logout'));
    // Other tabs ask for themselves: what a user is never travels between tabs.
    post(user ? 'login' : 'logout');
  }

  function post(word: string | number) {
    if (typeof BroadcastChannel === 'undefined') return;
    const speaker = channel ?? new BroadcastChannel(CHANNEL);
    speaker.postMessage(word);
    if (speaker !== channel) speaker.close();
  }

  /** Something has happened: what is under way may have been answered before it. */
  function askAnew() {
    turn++;
    asking = null;
    return refresh();
  }

  /** It may have been an old request, so the server is asked before it is believed. */
  async function doubt() {
    if (state.user && !(await refresh())) post('logout');
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    if (!channel && typeof BroadcastChannel !== 'undefined') {
      channel = new BroadcastChannel(CHANNEL);
      channel.onmessage = ({ data }) => typeof data === 'string' && void askAnew();
    }
    unwatch ??= client.watch?.(hearAnswer);
    if (!asked) void refresh();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      unwatch?.();
      unwatch = undefined;
      channel?.close();
      channel = null;
    };
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
    async login(values) {
      const user = await client.login(values);
      set(user);
      return user;
    },
    async logout() {
      await client.logout();
      set(null);
    },
  };
}

function stateOf(user: User | null, reason?: 'logout' | 'sessionEnded'): SessionState {
  return user ? { status: 'in', user } : { status: 'out', user: null, ...(reason && { reason }) };
}
