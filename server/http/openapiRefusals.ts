// How operations refuse, as the document puts it: a response a status, with the codes that it can have.
import type { Config } from '../config/schema.ts';
import { ERRORS, type ErrorCode } from '../errors.ts';
import type { Endpoint, Operation } from './endpoint.ts';
import { OAUTH_ERRORS } from './oauthProblem.ts';
import type { Components } from './schemas.ts';

/** The shapes of refusals; that of OAuth where it is on. */
export function errorComponents({ endpoints }: Config): Components {
  return { Error: ERROR, ...(endpoints.oauth.enabled && { OAuthError: OAUTH_ERROR }) };
}

const message = { type: 'string', minLength: 1 };

const ERROR = {
  type: 'object',
  description: 'A refusal. The message is for people; programs go by the header Userdb-Error.',
  properties: {
    status: { type: 'integer', minimum: 400, maximum: 599, description: 'The status of the answer.' },
    message,
  },
  required: ['status', 'message'],
  additionalProperties: false,
};

const OAUTH_ERROR = {
  type: 'object',
  description: 'A refusal in the words of OAuth (RFC 6749, 5.2).',
  properties: { error: { enum: [...new Set(['invalid_request', ...Object.values(OAUTH_ERRORS)])] }, message },
  required: ['error', 'message'],
  additionalProperties: false,
};

export const HEADER_COMPONENTS = {
  'Retry-After': { description: 'Seconds to wait before the next try.', schema: { type: 'integer', minimum: 1 } },
  'Userdb-Field': { description: 'The field that is to blame, percent-encoded.', schema: { type: 'string' } },
  'WWW-Authenticate': { description: 'How to say who asks.', schema: { type: 'string' } },
  'Userdb-Session-Expires-In': {
    description: 'Seconds until the session ends if nothing more is asked; absent where none ends by itself.',
    schema: { type: 'integer', minimum: 0 },
  },
  Location: { description: 'Where to go.', schema: { type: 'string' } },
};

/** Codes that come with the seconds to wait. */
const WAITING: readonly ErrorCode[] = ['TOO_MANY_REQUESTS', 'BUSY', 'UNAVAILABLE', 'LOGIN_LOCKED'];

/** What can be wrong with a file before anybody reads it. */
const UPLOAD_REFUSED: readonly ErrorCode[] = [
  'UPLOAD_TYPE',
  'UPLOAD_BROKEN',
  'IMPORT_FILE_MISSING',
  'IMPORT_FILE_TOO_LARGE',
];

/** An operation of an endpoint, under a configuration. */
export interface Refusing {
  config: Config;
  endpoint: Endpoint;
  method: 'get' | 'post';
  operation: Operation;
}

/** By status, lowest first. */
export function refusals(subject: Refusing): Record<string, object> {
  const ownContent = subject.endpoint.oauth ? OAUTH_CONTENT : ERROR_CONTENT;
  const content = { ...ownContent, ...(subject.operation.upload && { 'text/plain': { schema: message } }) };
  const byStatus = Map.groupBy(codesOf(subject), (code) => ERRORS[code].status);
  const responses = [...byStatus]
    .toSorted(([a], [b]) => a - b)
    .map(([status, codes]) => [status, response(withHooks(subject, status, codes), content)]);
  const ofHooks = { description: 'A function of the application refused, in its own words.', content };
  return { ...Object.fromEntries(responses), ...(asksHooks(subject) && { '4XX': ofHooks }) };
}

function codesOf({ config, endpoint, operation, method }: Refusing): ErrorCode[] {
  const { body, upload, limit, signedIn, permission, refuses = [] } = operation;
  // An API key is counted and hashed wherever it comes along.
  const takesApiKeys = config.endpoints.oauth.enabled && !endpoint.oauth;
  const codes = new Set<ErrorCode>([
    ...refuses,
    ...(body && !upload ? (['BODY_MALFORMED', 'BODY_TOO_LARGE'] as const) : []),
    ...(body && !upload ? ([endpoint.oauth ? 'BODY_NOT_A_FORM' : 'BODY_TYPE'] as const) : []),
    ...(upload ? UPLOAD_REFUSED : []),
    ...(signedIn || permission ? (['UNAUTHENTICATED'] as const) : []),
    ...(permission ? (['FORBIDDEN'] as const) : []),
    ...(changes(operation, method) && config.csrf.enabled ? (['CROSS_SITE'] as const) : []),
    ...((limit || takesApiKeys) && config.rateLimits.enabled ? (['TOO_MANY_REQUESTS'] as const) : []),
    ...(method === 'post' || takesApiKeys ? (['BUSY'] as const) : []),
    'SERVER_ERROR',
    'UNAVAILABLE',
  ]);
  // In the order of the table.
  return (Object.keys(ERRORS) as ErrorCode[]).filter((code) => codes.has(code));
}

function changes(operation: Operation, method: 'get' | 'post'): boolean {
  return method === 'post' || operation.changes === true;
}

/** A function of the application may refuse with a status that userdb itself refuses with. */
function withHooks(subject: Refusing, status: number, codes: ErrorCode[]): ErrorCode[] {
  return asksHooks(subject) && status >= 400 && status < 500 ? [...codes, 'HOOK_REFUSED'] : codes;
}

/** Functions of the application may refuse what changes something, with a status of their own. */
function asksHooks({ config, operation, method }: Refusing): boolean {
  const { hooks, strategies } = config;
  const hasOwn = strategies !== null || Object.values(hooks).some((hook) => hook !== null);
  return hasOwn && changes(operation, method);
}

function response(codes: readonly ErrorCode[], content: object): object {
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].message}`).join('\n\n'),
    headers: {
      'Userdb-Error': { schema: { type: 'string', enum: codes } },
      ...(codes.some((code) => ERRORS[code].status === 400) && { 'Userdb-Field': headerRef('Userdb-Field') }),
      ...(codes.some((code) => WAITING.includes(code)) && { 'Retry-After': headerRef('Retry-After') }),
      ...(codes.some((code) => ERRORS[code].status === 401) && { 'WWW-Authenticate': headerRef('WWW-Authenticate') }),
    },
    content,
  };
}

export function headerRef(name: keyof typeof HEADER_COMPONENTS): object {
  return { $ref: `#/components/headers/${name}` };
}

const ERROR_CONTENT = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
const OAUTH_CONTENT = { 'application/json': { schema: { $ref: '#/components/schemas/OAuthError' } } };
