// Holds every answer of a userdb under test to the OpenAPI document of that userdb.
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A request, and what came back. */
export interface Exchange {
  method: string;
  url: URL;
  /** The Accept header that was sent. */
  accept: string | null;
  status: number;
  headers: Headers;
  text: string;
}

interface DescribedResponse {
  content?: Record<string, unknown>;
  headers?: Record<string, { schema?: { enum?: string[] } }>;
  'x-may-be-empty'?: true;
}

interface Document {
  servers: { url: string }[];
  paths: Record<string, Record<string, { responses: Record<string, DescribedResponse> }>>;
}

/** A document with its schemas, ready to check. */
interface Description {
  document: Document;
  /** What is wrong with a body; empty when nothing is. @param pointer  where in the document its schema is */
  complaints(pointer: string, body: unknown): string[];
}

const servers = new Map<string, () => Promise<Description | null>>();

/** Says what describes the userdb at `url`. @returns what ends that */
export function describedBy(url: string, document: () => object): () => void {
  const { origin } = new URL(url);
  let description: Promise<Description> | null = null;
  servers.set(origin, () => {
    description ??= Promise.resolve(descriptionOf(JSON.stringify(document())));
    return description;
  });
  return () => servers.delete(origin);
}

/** @throws when a userdb answered what its document does not describe. Servers without a document are not checked. */
export async function expectDescribed(exchange: Exchange): Promise<void> {
  const description = await descriptionFor(exchange.url.origin);
  const wrong = description ? complaintsOf(description, exchange) : [];
  if (wrong.length === 0) return;
  const { method, url, status, text } = exchange;
  throw new Error(`${method} ${url.pathname} answers what /openapi.json does not describe:
${wrong.join('\n')}
status ${status}, ${exchange.headers.get('Userdb-Error') ?? 'no refusal'}: ${text.slice(0, 2000)}`);
}

async function descriptionFor(origin: string): Promise<Description | null> {
  const known = servers.get(origin);
  if (known) return known();
  const found = await fetchDescription(origin);
  if (found !== undefined) servers.set(origin, async () => found);
  return found ?? null;
}

function complaintsOf(description: Description, exchange: Exchange): string[] {
  const { status, headers, text, method } = exchange;
  const { document } = description;
  const path = pathOf(document, exchange.url);
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
  const responses = path === undefined ? undefined : document.paths[path]?.[verb]?.responses;
  if (path === undefined || !responses) return refusalComplaints(description, exchange);
  if (!isOurs(headers)) return mayBePassedOn(exchange.accept) ? [] : ['nobody has answered'];

  const key = [String(status), `${String(status).charAt(0)}XX`].find((one) => responses[one]);
  const response = key === undefined ? undefined : responses[key];
  if (key === undefined || !response) return [`no status ${status}`];
  const code = headers.get('Userdb-Error');
  const codes = response.headers?.['Userdb-Error']?.schema?.enum;
  if (code && codes && !codes.includes(code)) return [`no refusal ${code}: add it to \`refuses\` of the operation`];

  const { content = {} } = response;
  if (method === 'HEAD') return [];
  if (text === '') {
    return 'application/json' in content && !response['x-may-be-empty'] ? ['an empty body'] : [];
  }
  const type = typeOf(headers);
  if (!(type in content)) return [`no body of type ${type}`];
  if (type !== 'application/json') return [];
  const pointer = ['paths', path, verb, 'responses', key, 'content', type, 'schema'];
  return [
    ...description.complaints(pointer.map(escaped).join('/'), JSON.parse(text)),
    ...refusalComplaints(description, exchange),
  ];
}

/** Whatever the address: who says Userdb-Error says {status, message}, or {error, message} on the OAuth endpoints. */
function refusalComplaints({ complaints }: Description, { method, status, headers, text }: Exchange): string[] {
  if (!headers.has('Userdb-Error') || method === 'HEAD') return [];
  if (status < 400) return [`a refusal with status ${status}`];
  const body = JSON.parse(text) as { status?: number; error?: string };
  if (body.error !== undefined) return complaints('components/schemas/OAuthError', body);
  return [
    ...complaints('components/schemas/Error', body),
    ...(body.status === status ? [] : ['another status inside']),
  ];
}

/** The path in the document; Express looks neither at case nor at a slash at the end. */
function pathOf({ servers: [server], paths }: Document, { pathname }: URL): string | undefined {
  const base = server?.url === '/' ? '' : (server?.url ?? '');
  const asked = pathname.toLowerCase().replace(/(?<=.)\/$/, '');
  return Object.keys(paths).find((path) => (base + path).toLowerCase() === asked);
}

/** Every answer of a userdb says so; an application's own do not. */
function isOurs(headers: Headers): boolean {
  return headers.get('Referrer-Policy') === 'no-referrer' && headers.get('X-Content-Type-Options') === 'nosniff';
}

/** Requests for anything but JSON may go on to the application. */
function mayBePassedOn(accept: string | null): boolean {
  return accept !== 'application/json';
}

function typeOf(headers: Headers): string {
  return headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? 'none';
}

/** Of a server in another process: null when it has none, undefined when it does not answer. */
async function fetchDescription(origin: string): Promise<Description | null | undefined> {
  const url = new URL('/openapi.json', origin);
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  if (!response || response.status >= 500) return undefined;
  if (!response.ok || typeOf(response.headers) !== 'application/json') return null;
  const text = await response.text();
  return text.includes('"openapi"') ? descriptionOf(text) : null;
}

const byText = new Map<string, Description>();

/** For checking bodies by hand. Made once for each document: most tests run the same configuration. */
export function descriptionOf(text: string): Description {
  const known = byText.get(text);
  if (known) return known;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', ...(JSON.parse(text) as object) }, undefined, undefined, false);
  const description: Description = {
    document: JSON.parse(text) as Document,
    complaints(pointer, body) {
      const $ref = `document#/${pointer}`;
      const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref });
      return validate(body) ? [] : (validate.errors ?? []).map(inWords);
    },
  };
  byText.set(text, description);
  return description;
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  return `the body${instancePath} ${message} ${JSON.stringify(params)}`;
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
