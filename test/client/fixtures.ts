// What a server of the usual configuration answers: for the screens in a test, and in the gallery.

export interface Answer {
  status?: number;
  /** Sent as JSON; nothing: an empty body. */
  body?: unknown;
  /** Sent as it is, for answers that are not JSON. */
  text?: string;
  /** Sent one after the other, as they come: for answers that tell how far something is. */
  lines?: () => AsyncIterable<object>;
  headers?: Record<string, string>;
  /** Resolved when the answer may go out. */
  after?: Promise<unknown>;
}

/** By method and path: `POST /login`. */
export type Answers = Record<string, Answer>;

export const REFUSED = (status: number, message: string, code?: string, field?: string): Answer => ({
  status,
  body: { status, message },
  headers: { ...(code && { 'Userdb-Error': code }), ...(field && { 'Userdb-Field': field }) },
});

const field = (name: string, label: string, type = 'text', required = true) => ({
  name,
  label,
  placeholder: label,
  type,
  required,
});

export const ADA = {
  href: 'http://localhost/accounts/ada',
  id: 'ada',
  username: 'ada@example.com',
  email: 'ada@example.com',
  givenName: 'Ada',
  middleName: null,
  surname: 'Archer',
  fullName: 'Ada Archer',
  status: 'ENABLED',
  accounts: [{ id: 'acme', name: 'Acme', status: 'ENABLED' }],
  roles: [
    { id: 'r1', name: 'admin' },
    { id: 'r2', name: 'doctor' },
  ],
};

export const POLICY = {
  length: 8,
  uppers: 0,
  lowers: 0,
  numbers: 1,
  specials: 0,
  maxBytes: 1024,
  cantMatch: 0,
  expiresInSeconds: 0,
};

/** A server where nobody is signed in and everything works. */
export const USUAL: Answers = {
  'GET /me': REFUSED(401, 'Unauthorized'),
  'GET /login': {
    body: {
      form: { fields: [field('login', 'Username or Email'), field('password', 'Password', 'password')] },
      accountStores: [],
    },
  },
  'GET /register': {
    body: {
      form: {
        fields: [
          field('givenName', 'First Name'),
          field('surname', 'Last Name'),
          field('email', 'Email', 'email'),
          field('password', 'Password', 'password'),
        ],
      },
      accountStores: [],
    },
  },
  'GET /password-policy': { body: POLICY },
  'POST /login': { body: { account: ADA } },
  'POST /register': { body: { account: { ...ADA, status: 'UNVERIFIED' } } },
  'POST /logout': {},
  'POST /forgot': {},
  'POST /verify': {},
  'GET /verify': {},
  'GET /change': {},
  'POST /change': {},
  'POST /expired': { body: {} },
};
