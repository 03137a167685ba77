// One typed call for each endpoint, without React: an answer becomes a value or a `UserdbError`, never anything else.
// The wire calls a user `account`, as Stormpath did; this is the one place in `client` that knows it.

import type { PasswordPolicy } from '../server/passwords/rules.ts';

export type { PasswordPolicy };

export interface Role {
  id: string;
  name: string;
  description?: string | null;
  status?: string;
  account_id?: string;
}

/** The tenant that a user belongs to. */
export interface Account {
  id: string;
  name: string;
  status?: string;
}

/** A user as the default transformer sends it. A host with its own transformer names its own type. */
export interface User {
  href?: string;
  id: string;
  username: string;
  email: string;
  givenName: string | null;
  middleName?: string | null;
  surname: string | null;
  fullName: string;
  status: string;
  createdAt?: string;
  modifiedAt?: string;
  account_id?: string;
  accounts?: Account[];
  roles?: Role[];
  customData?: Record<string, unknown>;
  password_expired?: true;
}

/** A field as the server's view models describe it. */
export interface ViewModelField {
  label: string;
  name: string;
  placeholder: string;
  required: boolean;
  type: string;
}

export interface ViewModel {
  form: { fields: ViewModelField[] };
  accountStores: unknown[];
}

export interface Endpoints {
  login: string;
  logout: string;
  me: string;
  register: string;
  verify: string;
  forgot: string;
  change: string;
  expired: string;
  /** The page of an invitation. */
  welcome: string;
  /** Where its form goes. */
  welcomed: string;
  passwordPolicy: string;
}

export const DEFAULT_ENDPOINTS: Readonly<Endpoints> = {
  login: '/login',
  logout: '/logout',
  me: '/me',
  register: '/register',
  verify: '/verify',
  forgot: '/forgot',
  change: '/change',
  expired: '/expired',
  welcome: '/welcome',
  welcomed: '/welcomed',
  passwordPolicy: '/password-policy',
};

export interface ClientOptions {
  /** Put before every endpoint, e.g. `https://api.example.com` or `/auth`. */
  baseUri?: string;
  /** For a server whose endpoints were renamed. */
  endpoints?: Partial<Endpoints>;
  fetch?: typeof fetch;
  /** `include` for a server on another origin. */
  credentials?: RequestCredentials;
  /** Called when a request that needs a session finds none. Not for `me()`, where nobody is an ordinary answer. */
  onUnauthenticated?(error: UserdbError): void;
  /** Milliseconds to wait for an answer. */
  timeout?: number;
}

export interface RequestOptions {
  signal?: AbortSignal;
}

export type Values = Record<string, unknown>;

export interface UserdbClient {
  readonly endpoints: Readonly<Endpoints>;
  /** The address of an endpoint, for the `action` of a form. */
  uri(endpoint: keyof Endpoints): string;
  loginViewModel(options?: RequestOptions): Promise<ViewModel>;
  login(values: Values, options?: RequestOptions): Promise<User>;
  logout(options?: RequestOptions): Promise<void>;
  /** Who is signed in; null: nobody. */
  me(options?: RequestOptions): Promise<User | null>;
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
  passwordPolicy(options?: RequestOptions): Promise<PasswordPolicy>;
  /** An endpoint that has no call of its own here. */
  post(endpoint: keyof Endpoints, values: Values, options?: RequestOptions): Promise<unknown>;
}

export interface UserdbErrorDetails {
  code?: string;
  retryAfter?: number;
  fields?: Record<string, string>;
  reference?: string;
  cause?: unknown;
}

/** A refusal, or no answer at all. `message` is the server's, in plain text; it is never the body of a broken answer. */
export class UserdbError extends Error {
  override readonly name = 'UserdbError';
  /** The HTTP status; 0: no answer. */
  readonly status: number;
  /** Stable: the server's `Userdb-Error`, or OFFLINE, NETWORK, TIMEOUT, ABORTED, SERVER_ERROR. */
  readonly code: string | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  /** What is wrong, by the name of the field to blame. */
  readonly fields: Record<string, string> | undefined;
  /** The number under which the server's log has this request. */
  readonly reference: string | undefined;

  constructor(status: number, message: string, details: UserdbErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = status;
    this.code = details.code;
    this.retryAfter = details.retryAfter;
    this.fields = details.fields;
    this.reference = details.reference;
  }
}

const THIRTY_SECONDS = 30_000;

export function createClient(options: ClientOptions = {}): UserdbClient {
  const { baseUri = '', credentials = 'same-origin', timeout = THIRTY_SECONDS } = options;
  const endpoints = { ...DEFAULT_ENDPOINTS, ...options.endpoints };
  const uri = (endpoint: keyof Endpoints) => baseUri + endpoints[endpoint];

  async function request(method: 'GET' | 'POST', url: string, values?: Values, { signal }: RequestOptions = {}) {
    // A timer instead of `AbortSignal.timeout`, so that it ends with the request.
    const tooLate = new AbortController();
    const timer = setTimeout(() => tooLate.abort(), timeout);
    try {
      const response = await (options.fetch ?? fetch)(url, {
        method,
        credentials,
        // The same address is a page for a browser: a stored answer would come back on the Back button as JSON.
        cache: 'no-store',
        headers: values
          ? { Accept: 'application/json', 'Content-Type': 'application/json' }
          : { Accept: 'application/json' },
        body: values ? JSON.stringify(values) : undefined,
        signal: signal ? AbortSignal.any([signal, tooLate.signal]) : tooLate.signal,
      });
      return readAnswer(response, await response.text());
    } catch (cause) {
      if (cause instanceof UserdbError) throw cause;
      throw noAnswer(cause, signal?.aborted ?? false, tooLate.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  }

  async function authenticated(promise: Promise<unknown>) {
    try {
      return await promise;
    } catch (error) {
      if (error instanceof UserdbError && error.status === 401) options.onUnauthenticated?.(error);
      throw error;
    }
  }

  const get = (endpoint: keyof Endpoints, how?: RequestOptions, query = '') =>
    request('GET', uri(endpoint) + query, undefined, how);
  const post = (endpoint: keyof Endpoints, values: Values, how?: RequestOptions) =>
    request('POST', uri(endpoint), values, how);
  const withToken = (token: string) => `?sptoken=${encodeURIComponent(token)}`;

  return {
    endpoints,
    uri,
    loginViewModel: async (how) => readViewModel(await get('login', how)),
    login: async (values, how) => readUser(await post('login', values, how)),
    logout: async (how) => void (await request('POST', uri('logout'), undefined, how)),
    me: async (how) => {
      try {
        return readUser(await get('me', how));
      } catch (error) {
        if (error instanceof UserdbError && error.status === 401) return null;
        throw error;
      }
    },
    registerViewModel: async (how) => readViewModel(await get('register', how)),
    register: async (values, how) => readUser(await post('register', values, how)),
    forgot: async (login, how) => void (await post('forgot', { email: login }, how)),
    verify: async (token, how) => readUserIfAny(await get('verify', how, withToken(token))),
    resendVerification: async (login, how) => void (await post('verify', { login }, how)),
    checkResetToken: async (token, how) => void (await get('change', how, withToken(token))),
    changePassword: async (values, how) => readUserIfAny(await post('change', values, how)),
    changeExpired: async (values, how) => void (await authenticated(post('expired', values, how))),
    passwordPolicy: async (how) => (await get('passwordPolicy', how)) as PasswordPolicy,
    post,
  };
}

/** The parsed body, undefined for an empty one. Throws what the server refused, and what is not the protocol at all. */
function readAnswer(response: Response, text: string): unknown {
  const body = parse(text);
  const reference = response.headers.get('X-Request-Id') ?? undefined;
  const broken = body === NOT_JSON;
  if (response.ok) {
    if (broken) throw new UserdbError(response.status, '', { code: 'SERVER_ERROR', reference });
    return body;
  }
  const message = !broken && isObject(body) && typeof body.message === 'string' ? body.message : '';
  const field = decode(response.headers.get('Userdb-Field'));
  const code = response.headers.get('Userdb-Error') ?? (response.status >= 500 ? 'SERVER_ERROR' : undefined);
  throw new UserdbError(response.status, message, {
    code,
    reference,
    retryAfter: readRetryAfter(response.headers.get('Retry-After')),
    fields: field ? { [field]: message } : undefined,
  });
}

/** The name of a field may be anything that a configuration calls it; a header is ASCII. */
function decode(value: string | null): string | null {
  try {
    return value && decodeURIComponent(value);
  } catch {
    return value;
  }
}

const NOT_JSON = Symbol('not JSON');

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

/** Seconds from either form of `Retry-After` (RFC 9110, 10.2.3): a number, or a date. */
export function readRetryAfter(value: string | null, now = Date.now()): number | undefined {
  if (!value) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

function noAnswer(cause: unknown, aborted: boolean, late: boolean): UserdbError {
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
  const code = aborted ? 'ABORTED' : late ? 'TIMEOUT' : offline ? 'OFFLINE' : 'NETWORK';
  return new UserdbError(0, 'No answer from the server.', { code, cause });
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
