// The shipped app on the real server, both from the sources: built into a folder of its own, as `npm run serve` has it.

import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeAll, expect, onTestFinished } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { type RunningServer, startServer } from '../../server/server.ts';
import type { Clock } from '../../server/time.ts';
import { Userdb } from '../../server/userdb.ts';
import { addUser } from '../../server/workflows/addUser.ts';
import { appConfig } from '../../vite.config.ts';
import { shared } from '../setup/shared.ts';

export const ANN = { email: 'ann@example.com', password: 'seven grey herons', givenName: 'Ann', surname: 'Lee' };
export const ADA = { email: 'ada@example.com', password: 'nine blue herons', givenName: 'Ada', surname: 'Archer' };

/** Everything on, as in the demo. */
const OPTIONS: Options = {
  endpoints: { register: { enabled: true }, verify: { enabled: true }, expired: { enabled: true } },
  mailbox: { enabled: true },
  passwordHashing: { cost: 4 },
  rateLimits: { enabled: false },
  database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
};

/** Builds the app as `npm run build` does; in development mode React says what it does not like. */
export async function writeApp(folder: string, mode: 'development' | 'production'): Promise<void> {
  const config = appConfig();
  // The test runner's own value would make the bundler take React's development JSX.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = mode;
  await build({
    ...config,
    mode,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: { ...config.build, outDir: folder, minify: mode === 'production' },
  });
  process.env.NODE_ENV = before;
}

/** For a test file: `start(options)` gives a server with Ann, and Ada, who is an administrator. */
export function realServers(mode: 'development' | 'production' = 'production') {
  let folder: string;
  beforeAll(async () => {
    folder = await shared(`ui-${mode}`, (path) => writeApp(path, mode));
  }, 120_000);

  // What only the log tells, such as a page that could not be rendered.
  const errors: string[] = [];
  const logger = { error: (message: string) => void errors.push(message), info() {}, debug() {} };
  afterEach(() => expect(errors.splice(0)).toEqual([]));

  return async function start(options: Options = {}, clock?: Clock): Promise<RunningServer> {
    const server = await startServer({
      port: 0,
      host: '127.0.0.1',
      surroundings: { env: { NODE_ENV: 'development' }, clock },
      options: {
        ...OPTIONS,
        logger,
        ...options,
        endpoints: { ...OPTIONS.endpoints, ...options.endpoints },
        spa: { enabled: true, index: join(folder, 'index.html'), meta: { 'userdb-app-name': 'Acme' }, ...options.spa },
      },
    });
    onTestFinished(() => server.stop());
    const ctx = await Userdb.contextOf(server.userdb);
    await addUser(ctx, { ...ANN, account: 'acme' });
    await addUser(ctx, { ...ADA, account: 'acme', roles: ['admin'] });
    return server;
  };
}
