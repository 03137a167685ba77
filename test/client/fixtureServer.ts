// A server for the screens: the built app, and over real HTTP the answers that a test has put up for it.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuiltApp } from './builtApp.ts';

export interface Answer {
  status?: number;
  /** Sent as JSON; nothing: an empty body. */
  body?: unknown;
  /** Sent as it is, for answers that are not JSON. */
  text?: string;
  headers?: Record<string, string>;
  /** Resolved when the answer may go out. */
  after?: Promise<unknown>;
}

/** By method and path: `POST /login`. */
export type Answers = Record<string, Answer>;

export interface SeenRequest {
  method: string;
  path: string;
  query: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown> | undefined;
}

export interface FixtureServer {
  url: string;
  answers: Answers;
  requests: SeenRequest[];
  /** How many requests of that method and path have come. */
  count(methodAndPath: string): number;
  close(): Promise<void>;
}

/** What the app allows itself: strict, so that a violation shows in a test. */
const CSP = "default-src 'self'; script-src 'self'; style-src 'self'";

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

export async function startFixtureServer(app: BuiltApp, changed: Answers = {}): Promise<FixtureServer> {
  const answers: Answers = { ...USUAL, ...changed };
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => void handle(request, response));

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const asksForPage = method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    const file = app.get(pathname) ?? (asksForPage ? app.get('/index.html') : undefined);
    response.setHeader('Vary', 'Accept');
    response.setHeader('Content-Security-Policy', CSP);
    if (method === 'GET' && file) {
      response.setHeader('Content-Type', file.type);
      return response.end(file.content);
    }

    const sent = await read(request);
    requests.push({ method, path: pathname, query: search, headers: request.headers, body: parse(sent) });
    const answer = answers[`${method} ${pathname}`] ?? REFUSED(404, 'Not found');
    await answer.after;
    response.statusCode = answer.status ?? 200;
    response.setHeader('Cache-Control', 'no-store');
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    if (answer.body !== undefined) response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    requests,
    count: (asked) => requests.filter(({ method, path }) => `${method} ${path}` === asked).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(sent: string): Record<string, unknown> | undefined {
  return sent === '' ? undefined : (JSON.parse(sent) as Record<string, unknown>);
}
