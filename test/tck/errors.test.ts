// The kit's ErrorsIT: what is not there, and who is not let in.
import { describe, expect, it } from 'vitest';
import { startTck } from './restAssured.ts';

describe('TCK errors (ErrorsIT)', () => {
  it('missingEndpointShouldReturn404', async () => {
    const { send } = await startTck();
    expect((await send('GET', '/missing', { accept: 'HTML' })).status).toBe(404);
    expect((await send('GET', '/', { accept: 'HTML' })).status).toBe(200);
  });

  it('restrictedEndpointShouldReturn401AndWWWAuthenticateHeader', async () => {
    const { send } = await startTck();
    const reply = await send('GET', '/me', { accept: 'JSON' });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  });
});
