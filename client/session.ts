// Who is signed in, for one client: asked once, kept in step over all tabs of the browser.

import type { UserdbClient, Values } from './api.ts';
import type { User } from './wire.ts';

export type SessionState<U = User> =
  | { status: 'loading'; user: null }
  | { status: 'in'; user: U }
  | { status: 'out'; user: null };

export interface Session {
  get(): SessionState;
  /** The first subscriber makes the session ask the server. */
  subscribe(listener: () => void): () => void;
  /** Asks the server again who is signed in. */
  refresh(): Promise<User | null>;
  /** Takes over what an endpoint has just answered. */
  set(user: User | null): void;
  login(values: Values): Promise<User>;
  logout(): Promise<void>;
}

const CHANNEL = 'userdb';
const LOADING: SessionState = { status: 'loading', user: null };

export function createSession(client: UserdbClient, seed?: User | null): Session {
  let state: SessionState = seed === undefined ? LOADING : stateOf(seed);
  let asking: Promise<User | null> | null = null;
  /** How often somebody has signed in or out here: an answer to an older question says nothing any more. */
  let turn = 0;
  let channel: BroadcastChannel | null = null;
  const listeners = new Set<() => void>();

  function change(user: User | null) {
    state = stateOf(user);
    for (const listener of listeners) listener();
  }

  function refresh() {
    asking ??= ask(turn);
    return asking;
  }

  /** Who is signed in, as the server sees it; as before, when it does not answer. */
  async function ask(asked: number): Promise<User | null> {
    const user = await client.me().catch(() => state.user);
    if (asked !== turn) return state.user;
    asking = null;
    change(user);
    return user;
  }

  function set(user: User | null) {
    turn++;
    asking = null;
    change(user);
    // Other tabs ask for themselves: what a user is never travels between tabs.
    if (typeof BroadcastChannel === 'undefined') return;
    const speaker = channel ?? new BroadcastChannel(CHANNEL);
    speaker.postMessage(user ? 'login' : 'logout');
    if (speaker !== channel) speaker.close();
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    if (!channel && typeof BroadcastChannel !== 'undefined') {
      channel = new BroadcastChannel(CHANNEL);
      channel.onmessage = () => void refresh();
    }
    if (state.status === 'loading') void refresh();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      channel?.close();
      channel = null;
    };
  }

  return {
    get: () => state,
    subscribe,
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

function stateOf(user: User | null): SessionState {
  return user ? { status: 'in', user } : { status: 'out', user: null };
}
