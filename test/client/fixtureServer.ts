// A server for the screens: the built app, and over real HTTP the answers that a test has put up for it.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuiltApp } from './builtApp.ts';
import { type Answer, REFUSED, USUAL } from './fixtures.ts';

export { ADA, type Answer, type Answers, POLICY, REFUSED, USUAL } from './fixtures.ts';

export interface SeenRequest {
  method: string;
  path: string;
  query: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown> | undefined;
}

/** By method and path; a function answers each request by what is in it. */
export type Replies = Record<string, Answer | ((request: SeenRequest) => Answer)>;

export interface FixtureServer {
  url: string;
  answers: Replies;
  requests: SeenRequest[];
  /** How many requests of that method and path have come. */
  count(methodAndPath: string): number;
  close(): Promise<void>;
}

/** What the app allows itself: strict, so that a violation shows in a test. */
const CSP = "default-src 'self'; script-src 'self'; style-src 'self'";

export async function startFixtureServer(app: BuiltApp, changed: Replies = {}): Promise<FixtureServer> {
  const answers: Replies = { ...USUAL, ...changed };
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

    const body = await read(request);
    const seen = { method, path: pathname, query: search, headers: request.headers, body };
    requests.push(seen);
    const reply = answers[`${method} ${pathname}`] ?? REFUSED(404, 'Not found');
    const answer = typeof reply === 'function' ? reply(seen) : reply;
    await answer.after;
    response.statusCode = answer.status ?? 200;
    response.setHeader('Cache-Control', 'no-store');
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    if (answer.lines) {
      response.flushHeaders();
      for await (const line of answer.lines()) response.write(`${JSON.stringify(line)}\n`);
      return response.end();
    }
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

/** JSON, or the fields of a form; of a file in it the text. */
async function read(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const sent = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return sent.length === 0 ? undefined : JSON.parse(sent.toString('utf8'));
  const form = await new Response(sent, { headers: { 'Content-Type': type } }).formData();
  const fields = [...form].map(async ([name, value]) => [name, value instanceof Blob ? await value.text() : value]);
  return Object.fromEntries(await Promise.all(fields));
}
