// A userdb on a real Express server and a real SQLite database, for one test. It is closed when the test ends.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Application } from 'express';
import { onTestFinished } from 'vitest';
import type { Logger, Options } from '../../server/config/schema.ts';
import type { Context } from '../../server/context.ts';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { openApi } from '../../server/http/openapi.ts';
import type { User } from '../../server/store/store.ts';
import { createUserdb, Userdb, type UserdbWithApi } from '../../server/userdb.ts';
import { type AddedUser, addUser } from '../../server/workflows/addUser.ts';
import { Browser } from './browser.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { describedBy } from './described.ts';
import { type TestMailbox, testMailbox } from './mailbox.ts';

/** Good under the default policy, and nobody's name. */
export const PASSWORD = 'correct horse battery';

export interface RunningUserdb {
  userdb: UserdbWithApi;
  ctx: Context;
  url: string;
  /** A first browser; `newBrowser()` for another person. */
  browser: Browser;
  newBrowser(): Browser;
  mailbox: TestMailbox;
  clock: MovableClock;
  log: LogLine[];
  users: {
    /** Adds a user who can sign in; what a test does not say is made up. */
    create(user?: Partial<AddedUser>): Promise<User>;
    /** As the database has the user now. */
    find(login: string): Promise<User>;
  };
  /** Ends the server and the userdb before the test does. */
  close(): Promise<void>;
}

export interface LogLine {
  level: string;
  message: string;
  details: unknown;
}

/** Everything on, the cheapest hash, no limits: a test that is about one of these sets it. */
const OPTIONS: Options = {
  endpoints: { register: { enabled: true }, verify: { enabled: true }, expired: { enabled: true } },
  passwordHashing: { cost: 4 },
  rateLimits: { enabled: false },
  database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
  email: {
    accountVerification: { enabled: true },
    accountVerificationSuccessful: { enabled: true },
    accountWelcome: { enabled: true },
    forgotPassword: { enabled: true },
    passwordResetSuccessful: { enabled: true },
  },
};

interface Setting {
  clock?: MovableClock;
  env?: NodeJS.ProcessEnv;
  /** Adds routes of the application's own, after userdb's router. */
  routes?: (app: Application) => void;
  /** Runs before userdb's router is mounted. */
  before?: (app: Application) => void;
}

let made = 0;

export async function startUserdb(
  options: Options = {},
  { clock = movableClock(), env, routes, before }: Setting = {},
): Promise<RunningUserdb> {
  const log: LogLine[] = [];
  const userdb = createUserdb({ clock: clock.now, env: env ?? { ...process.env, NODE_ENV: 'test' } });
  const app = express();
  before?.(app);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const standard = deepMerge({ ...OPTIONS, logger: collectingLogger(log), baseUrl: url }, options);
  app.use(userdb.initialize(app, standard as Options));
  routes?.(app);
  await userdb.ready();
  const ctx = await Userdb.contextOf(userdb);
  const forget = describedBy(url, () => openApi(ctx.config, ENDPOINTS));

  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= (async () => {
      forget();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await userdb.close();
    })();
    return closing;
  };
  onTestFinished(close);

  return {
    userdb,
    ctx,
    url,
    browser: new Browser(url),
    newBrowser: () => new Browser(url),
    mailbox: testMailbox(userdb, ctx),
    clock,
    log,
    users: {
      create: (user) =>
        addUser(ctx, {
          email: `user${++made}@example.com`,
          password: PASSWORD,
          givenName: 'Ben',
          surname: 'Bright',
          account: 'acme',
          ...user,
        }),
      async find(login) {
        const user = await ctx.store.users.findByLogin(login);
        if (!user) throw new Error(`nobody has the login ${login}`);
        return user;
      },
    },
    close,
  };
}

function collectingLogger(log: LogLine[]): Logger {
  const at = (level: string) => (message: string, details?: object) => void log.push({ level, message, details });
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

function deepMerge(base: unknown, over: unknown): unknown {
  if (!isPlain(base) || !isPlain(over)) return over === undefined ? base : over;
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => [key, deepMerge(base[key], over[key])]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
