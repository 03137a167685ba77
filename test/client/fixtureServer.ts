// A server for the screens: the built app, and over real HTTP the answers that a test has put up for it.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BuiltApp } from './builtApp.ts';
import { type Answers, REFUSED, USUAL } from './fixtures.ts';

export { ADA, type Answer, type Answers, POLICY, REFUSED, USUAL } from './fixtures.ts';

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
