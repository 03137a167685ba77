// The part of the HTTP client that signing in takes: all that is loaded before somebody has signed in.

import type { UserdbClient } from './api.ts';
import { userOf, viewModelOf } from './bodies.ts';
import type { EndpointName, Endpoints } from './endpoints.ts';
import { type RequestSetup, requester } from './request.ts';
import { UserdbError } from './userdbError.ts';
import type { PasswordPolicy, ViewModel } from './wire.ts';

export interface ClientOptions extends RequestSetup {
  /** Put before every endpoint, e.g. `https://api.example.com` or `/auth`. */
  baseUri?: string;
  /** For a server whose endpoints were renamed. */
  endpoints?: Partial<Endpoints>;
  /** What the server has told already, for example in the page itself: it is not asked for again. */
  known?: Known;
  /** Called when a request that needs a session finds none. Not for `me()`, where nobody is an ordinary answer. */
  onUnauthenticated?(error: UserdbError): void;
}

/** What a server tells everybody alike, before anybody signs in. */
export interface Known {
  login?: ViewModel;
  register?: ViewModel;
  policy?: PasswordPolicy;
}

export type Values = Record<string, unknown>;

export type Watcher = (seconds: number | null) => void;

export type BasicClient = { readonly endpoints: Readonly<Partial<Endpoints>> } & Pick<
  UserdbClient,
  | 'known'
  | 'uri'
  | 'request'
  | 'open'
  | 'loginViewModel'
  | 'login'
  | 'me'
  | 'registerViewModel'
  | 'sessionSeconds'
  | 'watch'
>;

export function createBasicClient(options: ClientOptions = {}): BasicClient {
  const { baseUri = '', endpoints = {}, known, credentials } = options;
  const watchers = new Set<Watcher>();
  /** Milliseconds since 1970. */
  let sessionEnd: number | undefined;

  function uri(endpoint: EndpointName) {
    // The name of an endpoint is its path. For the few where it is not, `withEveryCall` adds the paths.
    return baseUri + (client.endpoints[endpoint] ?? `/${endpoint}`);
  }

  function tell(seconds: number | null) {
    for (const watcher of watchers) watcher(seconds);
  }

  function tellNobody(error: UserdbError) {
    options.onUnauthenticated?.(error);
    tell(null);
  }

  async function fetchAndHear(url: string, init: RequestInit) {
    // The same address is a page for a browser: a stored answer would come back on the Back button as JSON.
    const response = await (options.fetch ?? fetch)(url, { credentials, cache: 'no-store', ...init });
    const seconds = response.headers.get('Userdb-Session-Expires-In');
    if (seconds) {
      sessionEnd = Date.now() + Number(seconds) * 1000;
      tell(Number(seconds));
    }
    return response;
  }

  const send = requester(fetchAndHear, options.timeout);

  const request: BasicClient['request'] = (method, endpoint, below = '', values, how) =>
    send(method, uri(endpoint) + below, values, how).catch((error) => {
      if (isNobody(error)) tellNobody(error);
      throw error;
    });

  const client: BasicClient = {
    endpoints,
    known,
    uri,
    request,
    async open(endpoint, below, init) {
      const response = await fetchAndHear(uri(endpoint) + below, init);
      if (response.status === 401) tellNobody(new UserdbError(401, ''));
      return response;
    },
    loginViewModel: (how) => request('GET', 'login', '', undefined, how).then(viewModelOf),
    login: (values, how) => request('POST', 'login', '', values, how).then(userOf),
    me: (how) =>
      // Not by `request`: here nobody is an ordinary answer.
      send('GET', uri('me'), undefined, how).then(userOf, (error) => {
        if (isNobody(error)) return null;
        throw error;
      }),
    registerViewModel: (how) => request('GET', 'register', '', undefined, how).then(viewModelOf),
    get sessionSeconds() {
      return sessionEnd && Math.max(0, (sessionEnd - Date.now()) / 1000);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
  return client;
}

function isNobody(error: unknown): error is UserdbError {
  return error instanceof UserdbError && error.status === 401;
}
