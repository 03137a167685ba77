import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { openApi } from '../../server/http/openapi.ts';
import { Browser } from './browser.ts';
import { describedBy } from './described.ts';
import { PASSWORD, startUserdb } from './startUserdb.ts';

interface Changeable {
  paths: Record<string, Record<string, { responses: Record<string, { headers?: object; content?: object }> }>>;
  components: { schemas: { PasswordPolicy: { properties: Record<string, object>; required: string[] } } };
}

/** A userdb with another document than its own. */
async function misdescribed(change: (responses: (id: string) => ResponsesOf, schemas: SchemasOf) => void) {
  const running = await startUserdb();
  const document = structuredClone(openApi(running.ctx.config, ENDPOINTS)) as unknown as Changeable;
  const responses = (id: string) => {
    const [method = '', path = ''] = id.split(' ');
    const operation = document.paths[path]?.[method];
    if (!operation) throw new Error(`there is no ${id}`);
    return operation.responses;
  };
  change(responses, document.components.schemas);
  describedBy(running.url, () => document);
  return running;
}

type ResponsesOf = Changeable['paths'][string][string]['responses'];
type SchemasOf = Changeable['components']['schemas'];

test('an answer with a key that is not described fails', async () => {
  const { browser } = await misdescribed((_, { PasswordPolicy }) => {
    delete PasswordPolicy.properties.length;
  });
  await expect(browser.get('/password-policy')).rejects.toThrow(/additional properties.*length/s);
});

test('an answer that lacks a key fails', async () => {
  const { browser } = await misdescribed((_, { PasswordPolicy }) => PasswordPolicy.required.push('height'));
  await expect(browser.get('/password-policy')).rejects.toThrow(/height/);
});

test('a status that is not described fails', async () => {
  const { browser } = await misdescribed((responses) => delete responses('get /me')[401]);
  await expect(browser.get('/me')).rejects.toThrow('no status 401');
});

test('a refusal that is not described fails', async () => {
  const headers = { 'Userdb-Error': { schema: { enum: ['BODY_MALFORMED'] } } };
  const { browser } = await misdescribed((responses) =>
    Object.assign(responses('post /login')[400] ?? {}, { headers }),
  );
  await expect(browser.signIn({ email: 'nobody@example.com' }, PASSWORD)).rejects.toThrow('no refusal LOGIN_FAILED');
});

test('a body where none is described fails, and none where one is', async () => {
  const { browser } = await misdescribed((responses) => {
    const [policy, logout] = [responses('get /password-policy'), responses('post /logout')];
    [policy[200], logout[200]] = [logout[200] ?? {}, policy[200] ?? {}];
  });
  await expect(browser.get('/password-policy')).rejects.toThrow('no body of type application/json');
  await expect(browser.post('/logout')).rejects.toThrow('an empty body');
});

test('a server that is no userdb is not checked', async () => {
  const server = createServer((_req, res) => res.end('anything')).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  expect((await new Browser(`http://127.0.0.1:${port}`).get('/login')).text).toBe('anything');
});

test('what the application answers for itself is not looked at', async () => {
  const { browser } = await startUserdb(
    {},
    { routes: (app) => app.get('/basket', (_req, res) => res.json({ full: true })) },
  );
  expect((await browser.get('/basket')).json).toEqual({ full: true });
});
