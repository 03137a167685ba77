// One typed call for each endpoint that people use for themselves, without React.

import { DEFAULT_ENDPOINTS, type EndpointName, type Endpoints } from './endpoints.ts';
import { isObject } from './readAnswer.ts';
import { type Method, opener, type RequestOptions, type RequestSetup, requester } from './request.ts';
import { UserdbError } from './userdbError.ts';
import type { Device, Invitation, PasswordPolicy, User, ViewModel } from './wire.ts';

export interface ClientOptions extends RequestSetup {
  /** Put before every endpoint, e.g. `https://api.example.com` or `/auth`. */
  baseUri?: string;
  /** For a server whose endpoints were renamed. */
  endpoints?: Partial<Endpoints>;
  /** Called when a request that needs a session finds none. Not for `me()`, where nobody is an ordinary answer. */
  onUnauthenticated?(error: UserdbError): void;
}

export type Values = Record<string, unknown>;

export interface UserdbClient {
  readonly endpoints: Readonly<Endpoints>;
  /** The address of an endpoint, for the `action` of a form. */
  uri(endpoint: EndpointName): string;
  loginViewModel(options?: RequestOptions): Promise<ViewModel>;
  login(values: Values, options?: RequestOptions): Promise<User>;
  logout(options?: RequestOptions): Promise<void>;
  /** Who is signed in; null: nobody. */
  me(options?: RequestOptions): Promise<User | null>;
  /** Changes the own profile or password; what is left out stays. */
  updateProfile(values: Values, options?: RequestOptions): Promise<User>;
  /** The own sign-ins that still live. */
  devices(options?: RequestOptions): Promise<Device[]>;
  /** Signs out one of them, or all but the one that asks. */
  endDevices(which: { id: string } | { others: true }, options?: RequestOptions): Promise<void>;
  /** Refused with status 404 where nobody may register. */
  registerViewModel(options?: RequestOptions): Promise<ViewModel>;
  register(values: Values, options?: RequestOptions): Promise<User>;
  forgot(login: string, options?: RequestOptions): Promise<void>;
  /** The user when the server signed them in at once, else null. */
  verify(token: string, options?: RequestOptions): Promise<User | null>;
  resendVerification(login: string, options?: RequestOptions): Promise<void>;
  /** Refused with status 404 when the link no longer works. */
  checkResetToken(token: string, options?: RequestOptions): Promise<void>;
  /** The user when the server signed them in at once, else null. */
  changePassword(values: Values & { sptoken: string }, options?: RequestOptions): Promise<User | null>;
  changeExpired(values: Values, options?: RequestOptions): Promise<void>;
  /** Whom the mailed token invites; does not spend it. */
  welcome(token: string, options?: RequestOptions): Promise<Invitation>;
  /** Sets the names and the first password of who was invited. */
  welcomed(values: Values, options?: RequestOptions): Promise<void>;
  passwordPolicy(options?: RequestOptions): Promise<PasswordPolicy>;
  /** Whether the server would take a password; `error` says why not. */
  checkPassword(password: string, options?: RequestOptions): Promise<{ good: boolean; error: string | null }>;
  /** A path below an endpoint that has no call of its own here. */
  request(
    method: Method,
    endpoint: EndpointName,
    below?: string,
    values?: unknown,
    options?: RequestOptions,
  ): Promise<unknown>;
  /** The same for what is not JSON; answers are not looked at. */
  open(endpoint: EndpointName, below: string, init: RequestInit): Promise<Response>;
  /** Seconds until the session ends if nothing is asked any more; undefined: it does not end by itself. */
  readonly sessionSeconds: number | undefined;
}

export function createClient(options: ClientOptions = {}): UserdbClient {
  const { baseUri = '' } = options;
  const endpoints = { ...DEFAULT_ENDPOINTS, ...options.endpoints };
  let sessionSeconds: number | undefined;
  const send = requester(options, ({ headers }) => {
    const seconds = headers.get('Userdb-Session-Expires-In');
    if (seconds) sessionSeconds = Number(seconds);
  });

  const open = opener(options);

  const uri = (endpoint: EndpointName) => baseUri + endpoints[endpoint];

  /** For what takes a session: that there is none any more is told to the host. */
  async function request(
    method: Method,
    endpoint: EndpointName,
    below = '',
    values?: unknown,
    how?: RequestOptions,
  ): Promise<unknown> {
    try {
      return await send(method, uri(endpoint) + below, values, how);
    } catch (error) {
      if (isRefused(error, 401)) options.onUnauthenticated?.(error);
      throw error;
    }
  }

  const get = (endpoint: EndpointName, how?: RequestOptions, query = '') =>
    send('GET', uri(endpoint) + query, undefined, how);
  const post = (endpoint: EndpointName, values?: Values, how?: RequestOptions) =>
    send('POST', uri(endpoint), values, how);
  const withToken = (token: string) => `?sptoken=${encodeURIComponent(token)}`;

  return {
    endpoints,
    uri,
    request,
    open: (endpoint, below, init) => open(uri(endpoint) + below, init),
    loginViewModel: async (how) => readViewModel(await get('login', how)),
    login: async (values, how) => readUser(await post('login', values, how)),
    logout: async (how) => void (await post('logout', undefined, how)),
    me: async (how) => {
      try {
        return readUser(await get('me', how));
      } catch (error) {
        if (isRefused(error, 401)) return null;
        throw error;
      }
    },
    updateProfile: async (values, how) => readUser(await request('POST', 'me', '', values, how)),
    devices: async (how) => {
      const { sessions } = (await request('GET', 'me', '/sessions', undefined, how)) as { sessions: Device[] };
      return sessions;
    },
    endDevices: async (which, how) => void (await request('POST', 'me', '/sessions/end', which, how)),
    registerViewModel: async (how) => readViewModel(await get('register', how)),
    register: async (values, how) => readUser(await post('register', values, how)),
    forgot: async (login, how) => void (await post('forgot', { email: login }, how)),
    verify: async (token, how) => readUserIfAny(await get('verify', how, withToken(token))),
    resendVerification: async (login, how) => void (await post('verify', { login }, how)),
    checkResetToken: async (token, how) => void (await get('change', how, withToken(token))),
    changePassword: async (values, how) => readUserIfAny(await post('change', values, how)),
    changeExpired: async (values, how) => void (await request('POST', 'expired', '', values, how)),
    welcome: async (sptoken, how) => (await post('welcome', { sptoken }, how)) as Invitation,
    welcomed: async (values, how) => void (await post('welcomed', values, how)),
    passwordPolicy: async (how) => (await get('passwordPolicy', how)) as PasswordPolicy,
    checkPassword: async (password, how) =>
      (await send('POST', `${uri('users')}/check_password`, { password }, how)) as {
        good: boolean;
        error: string | null;
      },
    get sessionSeconds() {
      return sessionSeconds;
    },
  };
}

function isRefused(error: unknown, status: number): error is UserdbError {
  return error instanceof UserdbError && error.status === status;
}

function readViewModel(body: unknown): ViewModel {
  if (isObject(body) && isObject(body.form) && Array.isArray(body.form.fields)) return body as unknown as ViewModel;
  throw notTheProtocol();
}

function readUser(body: unknown): User {
  const user = readUserIfAny(body);
  if (!user) throw notTheProtocol();
  return user;
}

/** `{ account }`, or with the transformer off perhaps the user alone. */
function readUserIfAny(body: unknown): User | null {
  if (!isObject(body)) return null;
  return (isObject(body.account) ? body.account : body) as unknown as User;
}

function notTheProtocol() {
  return new UserdbError(200, '', { code: 'SERVER_ERROR' });
}
