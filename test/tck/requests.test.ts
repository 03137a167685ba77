// The kit's RequestsIT: which type an answer has.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../support/browser.ts';
import { expectNotHandled, startTck } from './restAssured.ts';

function expectJson(reply: Reply): void {
  expect(reply.status).toBe(200);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  expect(reply.json).toBeDefined();
}

describe('TCK requests (RequestsIT)', () => {
  it('emptyAcceptHeaderShouldGetJson', async () => {
    const { send } = await startTck();
    expectJson(await send('GET', '/login', { headers: { Accept: '' } }));
  });

  it('missingAcceptHeaderShouldGetJson', async () => {
    const { send } = await startTck();
    expectJson(await send('GET', '/login'));
  });

  it('anyAcceptHeaderShouldGetJson', async () => {
    const { send } = await startTck();
    expectJson(await send('GET', '/login', { headers: { Accept: '*/*' } }));
  });

  it('jsonAcceptHeaderShouldReturnJson', async () => {
    const { send } = await startTck();
    expectJson(await send('GET', '/login', { accept: 'JSON' }));
  });

  it('unknownAcceptHeaderIsNotHandled', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('GET', '/login', { headers: { Accept: 'foo/bar' } }));
  });
});
