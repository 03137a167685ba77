// One typed call for each endpoint that people use for themselves, without React.

import {
  type BasicClient,
  type ClientOptions,
  createBasicClient,
  type Known,
  type Values,
  type Watcher,
} from './basicApi.ts';
import { as, nothing, type Read, userIfAny, userOf } from './bodies.ts';
import { DEFAULT_ENDPOINTS, type EndpointName, type Endpoints } from './endpoints.ts';
import type { Method, RequestOptions } from './request.ts';
import type { Device, Invitation, PasswordPolicy, User, ViewModel } from './wire.ts';

export type { ClientOptions, Known, Values };

export interface PasswordCheck {
  good: boolean;
  error: string | null;
}

export interface UserdbClient {
  readonly endpoints: Readonly<Endpoints>;
  readonly known?: Known;
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
  checkPassword(password: string, options?: RequestOptions): Promise<PasswordCheck>;
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
  /**
   * Tells of what answers say of the session, until the function that comes back is called: seconds to its end, or null
   * when a request that needs one found none. A client of one's own need not have it.
   */
  watch?(watcher: Watcher): () => void;
}

export function createClient(options?: ClientOptions): UserdbClient {
  return withEveryCall(createBasicClient(options));
}

/** The very client, with the calls that signing in can do without. */
export function withEveryCall(client: BasicClient): UserdbClient {
  // Not a copy by spreading: `sessionSeconds` is read when it is asked for.
  return 'welcomed' in client ? (client as UserdbClient) : Object.assign(client, furtherCalls(client));
}

type Further = Pick<UserdbClient, 'endpoints'> & Omit<UserdbClient, keyof BasicClient>;

function furtherCalls({ request, endpoints }: BasicClient): Further {
  const get =
    <T>(endpoint: EndpointName, read: Read<T>, below?: string) =>
    (how?: RequestOptions) =>
      request('GET', endpoint, below, undefined, how).then(read);
  const post =
    <T>(endpoint: EndpointName, read: Read<T>, below?: string) =>
    (values?: Values, how?: RequestOptions) =>
      request('POST', endpoint, below, values, how).then(read);
  const withToken =
    <T>(endpoint: EndpointName, read: Read<T>) =>
    (token: string, how?: RequestOptions) =>
      get(endpoint, read, `?sptoken=${encodeURIComponent(token)}`)(how);

  return {
    endpoints: { ...DEFAULT_ENDPOINTS, ...endpoints },
    logout: (how) => post('logout', nothing)(undefined, how),
    updateProfile: post('me', userOf),
    devices: get('me', (body) => as<{ sessions: Device[] }>(body).sessions, '/sessions'),
    endDevices: post('me', nothing, '/sessions/end'),
    register: post('register', userOf),
    forgot: (email, how) => post('forgot', nothing)({ email }, how),
    verify: withToken('verify', userIfAny),
    resendVerification: (login, how) => post('verify', nothing)({ login }, how),
    checkResetToken: withToken('change', nothing),
    changePassword: post('change', userIfAny),
    changeExpired: post('expired', nothing),
    welcome: (sptoken, how) => post('welcome', as<Invitation>)({ sptoken }, how),
    welcomed: post('welcomed', nothing),
    passwordPolicy: get('passwordPolicy', as<PasswordPolicy>),
    checkPassword: (password, how) => post('users', as<PasswordCheck>, '/check_password')({ password }, how),
  };
}
