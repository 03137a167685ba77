import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from './ports.ts';

it('names a port that a server can listen on', async () => {
  const port = await freePort();

  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  expect(server.address()).toMatchObject({ port, address: '127.0.0.1' });
  server.close();
});
