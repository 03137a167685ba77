// A page of another origin, held by the browser to the rules of CORS (the Fetch standard, section 3.2).
import type { Browser, Reply } from './browser.ts';

export interface PageRequest {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Who may send which headers without asking; a Content-Type only of these. */
const SAFE_HEADERS = new Set(['accept', 'content-type']);
const SAFE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** The browser keeps the page from this request, or from its answer. */
export class BlockedByCors extends Error {}

export class CrossOriginPage {
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #credentials: boolean;

  /** @param credentials  whether the page asks for cookies to be sent and kept (`withCredentials`) */
  constructor(browser: Browser, origin: string, credentials: boolean) {
    this.#browser = browser;
    this.#origin = origin;
    this.#credentials = credentials;
  }

  /** @throws BlockedByCors */
  async send({ method, path, headers = {}, body }: PageRequest): Promise<Reply> {
    const own = { Origin: this.#origin, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' };
    const unsafe = unsafeHeaders(headers);
    if (unsafe.length > 0) await this.#preflight(path, method, unsafe, own);

    const { cookies } = this.#browser;
    const kept = new Map(cookies);
    if (!this.#credentials) cookies.clear();
    const reply = await this.#browser.send(method, path, body, {
      accept: headers.Accept ?? '*/*',
      headers: { ...headers, ...own },
    });
    if (!this.#credentials) {
      cookies.clear();
      for (const [name, value] of kept) cookies.set(name, value);
    }
    this.#assertShared(reply, `${method} ${path}`);
    return reply;
  }

  async #preflight(path: string, method: string, unsafe: string[], own: Record<string, string>): Promise<void> {
    const reply = await fetch(new URL(path, this.#browser.url), {
      method: 'OPTIONS',
      headers: {
        ...own,
        Accept: '*/*',
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': unsafe.join(','),
      },
    });
    const what = `the preflight of ${method} ${path}`;
    if (!reply.ok) throw new BlockedByCors(`${what} is ${reply.status}`);
    this.#assertShared(reply, what);
    const allowed = listOf(reply.headers, 'Access-Control-Allow-Headers');
    const missing = unsafe.filter((name) => !allowed.includes(name));
    if (missing.length > 0) throw new BlockedByCors(`${what} allows no ${missing.join(', ')}`);
    if (
      method !== 'POST' &&
      method !== 'GET' &&
      !listOf(reply.headers, 'Access-Control-Allow-Methods').includes(method)
    ) {
      throw new BlockedByCors(`${what} allows no ${method}`);
    }
  }

  #assertShared({ headers }: Pick<Reply, 'headers'>, what: string): void {
    const origin = headers.get('Access-Control-Allow-Origin');
    const isShared = origin === this.#origin || (origin === '*' && !this.#credentials);
    if (!isShared) throw new BlockedByCors(`${what} is shared with ${origin ?? 'nobody'}`);
    if (this.#credentials && headers.get('Access-Control-Allow-Credentials') !== 'true') {
      throw new BlockedByCors(`${what} is not shared with credentials`);
    }
  }
}

function unsafeHeaders(headers: Record<string, string>): string[] {
  return Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name, value]) => !SAFE_HEADERS.has(name) || (name === 'content-type' && !isSafeType(value)))
    .map(([name]) => name)
    .sort();
}

function isSafeType(type: string): boolean {
  return SAFE_TYPES.includes(type.split(';')[0]?.trim().toLowerCase() ?? '');
}

function listOf(headers: Headers, name: string): string[] {
  return (headers.get(name) ?? '').split(',').map((one) => one.trim().toLowerCase());
}
