// A program that keeps cookies as a browser does, and speaks to a real server.
import type { ViewModel } from '../../server/config/viewModel.ts';
import type { StormpathAccount } from '../../server/transformers/stormpath.ts';
import { expectDescribed } from './described.ts';

/** What answers have at the top level; a test says what it expects of the rest. */
export interface AnswerBody {
  status?: number;
  message?: string;
  account?: StormpathAccount;
  form?: ViewModel['form'];
  accountStores?: unknown[];
  [key: string]: unknown;
}

export interface Reply {
  status: number;
  headers: Headers;
  /** The body as it came. */
  text: string;
  /** The body as JSON; undefined when it is empty or something else. */
  json: AnswerBody | undefined;
}

export interface Sending {
  /** The Accept header; application/json unless given; null for fetch's own, which is any type. */
  accept?: string | null;
  headers?: Record<string, string>;
}

export interface PostOptions extends Sending {
  /** The Content-Type; application/json unless given. */
  type?: string;
}

/** Every answer of a userdb is held to the document at /openapi.json of that userdb. */
export class Browser {
  readonly url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  get(path: string, sending: Sending = {}): Promise<Reply> {
    return this.send('GET', path, undefined, sending);
  }

  /** Sends an object as JSON, a text as it is; nothing without a body. */
  post(path: string, body?: unknown, { type = 'application/json', ...sending }: PostOptions = {}): Promise<Reply> {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { ...(payload !== undefined && { 'Content-Type': type }), ...sending.headers };
    return this.send('POST', path, payload, { ...sending, headers });
  }

  /** Sends fields as a form. */
  form(path: string, fields: Record<string, string>, options: PostOptions = {}): Promise<Reply> {
    const type = 'application/x-www-form-urlencoded';
    return this.post(path, new URLSearchParams(fields).toString(), { type, ...options });
  }

  async send(
    method: string,
    path: string,
    body: string | FormData | undefined,
    { accept = 'application/json', headers }: Sending = {},
  ): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: 'manual',
      headers: { ...(accept !== null && { Accept: accept }), ...(cookie && { Cookie: cookie }), ...headers },
      ...(body !== undefined && { body }),
    });
    this.#keepCookies(response.headers.getSetCookie());
    const text = await response.text();
    const url = new URL(path, this.url);
    const sent = { Accept: accept, ...headers }.Accept;
    await expectDescribed({ method, url, accept: sent, status: response.status, headers: response.headers, text });
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }

  signIn(user: { email: string }, password: string): Promise<Reply> {
    return this.post('/login', { login: user.email, password });
  }

  #keepCookies(lines: string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      const expires = attributes.find((attribute) => /^\s*expires=/i.test(attribute))?.split('=')[1];
      if (expires && new Date(expires).getTime() <= Date.now()) this.cookies.delete(name.trim());
      else this.cookies.set(name.trim(), value.join('='));
    }
  }
}

function parsed(text: string): AnswerBody | undefined {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return undefined;
  }
}
