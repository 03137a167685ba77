// The client against a real HTTP server: every kind of answer becomes a value or a UserdbError.

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { type ClientOptions, createClient, UserdbError } from '../../client/client.ts';
import { readRetryAfter } from '../../client/readAnswer.ts';

const open: Server[] = [];

async function clientOf(listener: RequestListener, options: ClientOptions = {}) {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return createClient({ baseUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...options });
}

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function refusal(promise: Promise<unknown>): Promise<UserdbError> {
  const error = await promise.then(
    () => new Error('It was not refused.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserdbError);
  return error as UserdbError;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
};

test('somebody who signs in is sent as JSON, and comes back as a user', async () => {
  const seen: { method?: string; url?: string; accept?: string; type?: string; body?: string } = {};
  const client = await clientOf(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    Object.assign(seen, {
      method: request.method,
      url: request.url,
      accept: request.headers.accept,
      type: request.headers['content-type'],
      body: Buffer.concat(chunks).toString(),
    });
    json(200, { account: { id: 'ada', fullName: 'Ada Archer' } })(request, response);
  });

  const user = await client.login({ login: 'ada', password: 'secret' });

  expect(user.fullName).toBe('Ada Archer');
  expect(seen).toEqual({
    method: 'POST',
    url: '/login',
    accept: 'application/json',
    type: 'application/json',
    body: '{"login":"ada","password":"secret"}',
  });
});

test('a refusal carries status, message, code and the field to blame', async () => {
  const client = await clientOf(
    json(409, { status: 409, message: 'Taken.' }, { 'Userdb-Error': 'EMAIL_TAKEN', 'Userdb-Field': 'e%C3%A9mail' }),
  );
  const error = await refusal(client.register({}));
  expect(error).toMatchObject({ status: 409, code: 'EMAIL_TAKEN', message: 'Taken.', fields: { eémail: 'Taken.' } });
});

test('nobody signed in is an answer, and not an error', async () => {
  const onUnauthenticated = vi.fn();
  const client = await clientOf(json(401, { status: 401, message: 'Unauthorized' }), { onUnauthenticated });
  expect(await client.me()).toBeNull();
  expect(onUnauthenticated).not.toHaveBeenCalled();
});

test('a session that has ended is reported to the host', async () => {
  const onUnauthenticated = vi.fn();
  const client = await clientOf(json(401, { status: 401, message: 'Unauthorized' }), { onUnauthenticated });
  await refusal(client.changeExpired({ password: 'x' }));
  expect(onUnauthenticated).toHaveBeenCalledOnce();
});

test.each([
  ['a page in place of JSON', 200, '<!doctype html><h1>Hello'],
  ['a page with an error', 502, '<html>Bad gateway from proxy7'],
  ['broken JSON', 200, '{"account":'],
  ['a user who is not there', 200, ''],
])('%s is a fault of the server, and its body is shown to nobody', async (_name, status, text) => {
  const client = await clientOf((_request, response) => void response.writeHead(status).end(text));
  const error = await refusal(client.login({}));
  expect(error).toMatchObject({ status, code: 'SERVER_ERROR', message: '' });
});

test('an empty answer is enough where nothing is to be said', async () => {
  const client = await clientOf((_request, response) => void response.end());
  expect(await client.forgot('ada@example.com')).toBeUndefined();
  expect(await client.verify('token')).toBeNull();
  expect(await client.changePassword({ sptoken: 'token', password: 'x' })).toBeNull();
});

test('a token is part of the address, whatever is in it', async () => {
  const urls: string[] = [];
  const client = await clientOf((request, response) => {
    urls.push(request.url ?? '');
    response.end();
  });
  await client.checkResetToken('a&b=c/d');
  expect(urls).toEqual(['/change?sptoken=a%26b%3Dc%2Fd']);
});

test('endpoints may have other names', async () => {
  const urls: string[] = [];
  const client = await clientOf(
    (request, response) => {
      urls.push(request.url ?? '');
      response.end();
    },
    { endpoints: { logout: '/bye' } },
  );
  await client.logout();
  expect(urls).toEqual(['/bye']);
});

test('a server that is not there is no answer', async () => {
  const error = await refusal(createClient({ baseUri: 'http://127.0.0.1:1' }).forgot('ada'));
  expect(error).toMatchObject({ status: 0, code: 'NETWORK' });
  expect(error.cause).toBeDefined();
});

test('a server that never answers is given up on', async () => {
  const client = await clientOf(() => {}, { timeout: 50 });
  expect(await refusal(client.forgot('ada'))).toMatchObject({ status: 0, code: 'TIMEOUT' });
});

test('a request can be taken back', async () => {
  const controller = new AbortController();
  const client = await clientOf(() => controller.abort());
  expect(await refusal(client.forgot('ada', { signal: controller.signal }))).toMatchObject({ code: 'ABORTED' });
});

test('the time to wait is read as seconds and as a date', async () => {
  const now = Date.parse('2026-01-05T10:00:00Z');
  expect(readRetryAfter('42', now)).toBe(42);
  expect(readRetryAfter('Mon, 05 Jan 2026 10:01:30 GMT', now)).toBe(90);
  expect(readRetryAfter('Mon, 05 Jan 2026 09:00:00 GMT', now)).toBe(0);
  expect(readRetryAfter('soon', now)).toBeUndefined();
  expect(readRetryAfter(null, now)).toBeUndefined();

  const client = await clientOf(json(429, { status: 429, message: 'Slow down.' }, { 'Retry-After': '42' }));
  expect(await refusal(client.login({}))).toMatchObject({ status: 429, retryAfter: 42 });
});
