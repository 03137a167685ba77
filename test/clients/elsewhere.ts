// A page that is served by another server than the userdb that it speaks to.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { type HostPage, serves } from './hostPage.ts';

export interface Elsewhere extends RunningUserdb {
  /** Where the page is. */
  site: string;
}

/**
 * @param host  a name of this machine for the page's address. The server is at 127.0.0.1: to a browser that is the same
 *     site on another port, while localhost is another site.
 */
export async function startElsewhere(
  application: HostPage,
  host: '127.0.0.1' | 'localhost',
  { cors, email, ...options }: Options = {},
): Promise<Elsewhere> {
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const site = `http://${host}:${(server.address() as AddressInfo).port}`;
  const running = await startUserdb({
    ...options,
    cors: { allowedOrigins: [site], ...cors },
    email: {
      accountVerification: { endpoint: `${site}/verify` },
      forgotPassword: { endpoint: `${site}/change` },
      ...email,
    },
  });
  serves(application, `<script>window.endpoints = { baseUri: '${running.url}' }</script>`)(app);
  return { ...running, site };
}
