// Builds the parts once, from the configuration to the router, and hands them to each other.
import { EventEmitter } from 'node:events';
import { type Application, type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { takesCallback } from './api/callback.ts';
import { type Api, createApi } from './api/index.ts';
import type { Parts } from './api/parts.ts';
import type { UserdbEvent, UserdbEventType } from './audit/events.ts';
import { type ConfigSources, loadConfig } from './config/load.ts';
import { oddities } from './config/oddities.ts';
import type { Config, Logger, Options } from './config/schema.ts';
import { type Context, NO_CLIENT } from './context.ts';
import { ENDPOINTS } from './endpoints/index.ts';
import { unavailable } from './errors.ts';
import { openLimits } from './http/limits.ts';
import { mailboxRouter } from './http/mailbox.ts';
import { sendProblem } from './http/problem.ts';
import { createRouter } from './http/router.ts';
import { openLogger } from './logging.ts';
import { createMailer } from './mail/mailer.ts';
import { openTransport } from './mail/transport.ts';
import { openHasher } from './passwords/hash.ts';
import { createPasswords } from './passwords/passwords.ts';
import { openSessions } from './sessions/index.ts';
import { openKnexStore } from './store/knex/index.ts';
import type { OpenStore } from './store/store.ts';
import { installStrategies } from './strategies/index.ts';
import { type Clock, hour } from './time.ts';
import { cleanUp } from './workflows/cleanUp.ts';
import { signIn } from './workflows/signIn.ts';
import { verifyPasswordOf } from './workflows/verifyPassword.ts';

const CLEAN_UP_EVERY = hour;
/** What is not configuration: replaced in tests. */
export interface Surroundings {
  /** What time it is; the system's clock unless given. */
  clock?: Clock;
  /** Where secrets of the configuration file and NODE_ENV come from; process.env unless given. */
  env?: NodeJS.ProcessEnv;
}

/** A userdb as applications hold it: what runs it, and the functions. */
export type UserdbWithApi = Userdb & Api;

interface Started {
  ctx: Context;
  store: OpenStore;
  handler: RequestHandler;
  close(): Promise<void>;
}

/** One userdb, independent of every other in the process. */
export class Userdb {
  readonly #surroundings: Surroundings;
  // An application may listen as often as it likes.
  readonly #listeners = new EventEmitter().setMaxListeners(0);
  #config: Config | null = null;
  #logger: Logger | null = null;
  #started: Promise<Started> | null = null;
  #closing: Promise<void> | null = null;
  readonly #clock: Clock;

  constructor(surroundings: Surroundings = {}) {
    this.#surroundings = surroundings;
    this.#clock = surroundings.clock ?? (() => new Date());
  }

  /**
   * Reads the configuration and starts: connects, migrates, sends mail that lies there.
   *
   * @param app  the Express app; its `trust proxy` is set from `trustProxy`. `{}` in a script.
   * @param options  keys of defaults.yml
   * @returns a router to mount: `app.use(userdb.initialize(app, options))`. Requests wait for `ready()`. A script needs
   *   none, and ends by itself when its work is done; with Redis it ends after `close()`.
   * @throws ConfigError with every problem in the options
   * @example
   * const scripts = userdb.createUserdb();
   * scripts.initialize({}, { database: { options: { client: 'better-sqlite3', connection: ':memory:' } } });
   * console.log(await scripts.getAccounts()); // → []
   * await scripts.close();
   */
  initialize(app: Application | object = {}, options: Options = {}): Router {
    if (!('set' in app) && 'endpoints' in app) {
      throw new TypeError(
        'initialize takes the Express app first, then the options: initialize({}, options) in a script',
      );
    }
    const router = this.initializeFrom(app, { options });
    // Who never awaits ready() finds the reason in the log.
    this.#started?.catch((error: unknown) => {
      openLogger(this.config()).error('userdb cannot start', { error: String(error) });
    });
    return router;
  }

  /** The same with a configuration file, and with what a program takes for granted. @throws ConfigError */
  initializeFrom(app: Application | object, sources: ConfigSources): Router {
    if (this.#started) throw new Error('this userdb is initialized already; createUserdb() makes another one');
    const config = loadConfig({ env: process.env, ...this.#surroundings, ...sources });
    this.#config = config;
    if ('set' in app && config.trustProxy !== null) app.set('trust proxy', config.trustProxy);

    const logger = openLogger(config);
    this.#logger = logger;
    this.#started = this.#start(config, logger);
    // Who awaits ready() hears of a failure there, and requests are told; it is no unhandled rejection.
    this.#started.catch(() => {});

    const router = Router();
    router.use((req, res, next) => void this.#handle(req, res, next, logger));
    return router;
  }

  /**
   * The configuration in force: `defaults.yml`, the options over it, checked and frozen.
   *
   * @throws when `initialize` was not called
   * @example
   * console.log(userdb.config().passwordPolicy.length); // → 8
   */
  config(): Config {
    if (!this.#config) throw new Error('call initialize(app, options) first');
    return this.#config;
  }

  /**
   * Resolves when the database is connected and migrated.
   *
   * @throws the reason why it cannot be
   * @example
   * userdb.ready((error) => {
   *   console.log(error ? error.message : 'ready'); // → ready
   * });
   */
  readonly ready = takesCallback(async (): Promise<void> => {
    await this.#running();
  });

  /**
   * Resolves when the database answers, for health checks.
   *
   * @throws what the database had to say
   * @example
   * await userdb.ping();
   * console.log('well'); // → well
   */
  readonly ping = takesCallback(async (): Promise<void> => {
    await (await this.#running()).store.ping();
  });

  /**
   * Calls `listener` after each event of a type, when what happened has been committed.
   *
   * @param type  one of `UserdbEventType`: `login.succeeded`, `user.locked`, `password.changed` and so on
   * @param listener  gets the event: its type, the user's id, and what belongs to the type; what it throws is logged
   * @returns the userdb
   * @example
   * userdb.on('user.removed', (event) => {
   *   console.log(event.userId === ann.id); // → true
   * });
   * await userdb.removeUser(ann.id);
   */
  on<Type extends UserdbEventType>(type: Type, listener: (event: Extract<UserdbEvent, { type: Type }>) => void): this {
    this.#listeners.on(type, listener);
    return this;
  }

  /**
   * Ends what `on` began.
   *
   * @returns the userdb
   * @example
   * const listener = () => console.log('never');
   * userdb.on('user.removed', listener);
   * userdb.off('user.removed', listener);
   * await userdb.removeUser(ann.id);
   * console.log('nobody heard'); // → nobody heard
   */
  off<Type extends UserdbEventType>(type: Type, listener: (event: Extract<UserdbEvent, { type: Type }>) => void): this {
    this.#listeners.off(type, listener);
    return this;
  }

  /**
   * Frees connections, threads and timers, so that the process can end. Mails being sent are waited for. Closing twice is
   * closing once.
   *
   * @example
   * await userdb.close();
   * console.log('closed'); // → closed
   */
  readonly close = takesCallback(async (): Promise<void> => {
    if (!this.#started) return;
    this.#closing ??= (async () => {
      const started = await this.#started?.catch(() => null);
      await started?.close();
    })();
    await this.#closing;
  });

  /** The parts of a userdb, for the programs and tests of this package; applications get at none. */
  static async contextOf(userdb: Userdb): Promise<Context> {
    return (await userdb.#running()).ctx;
  }

  /** What the functions of the API are made of. */
  static partsOf(userdb: Userdb): Parts {
    return {
      started: () => Userdb.contextOf(userdb),
      config: () => userdb.config(),
      logger: () => userdb.#logger ?? openLogger(userdb.config()),
      clock: userdb.#clock,
    };
  }

  async #running(): Promise<Started> {
    if (!this.#started) throw new Error('call initialize(app, options) first');
    return this.#started;
  }

  async #handle(req: Request, res: Response, next: NextFunction, logger: Logger): Promise<void> {
    let started: Started;
    try {
      started = await this.#running();
    } catch {
      sendProblem(res, unavailable(), logger);
      return;
    }
    started.handler(req, res, next);
  }

  async #start(config: Config, logger: Logger): Promise<Started> {
    const clock = this.#clock;
    const store = openKnexStore(config.database.options);
    const closers: (() => Promise<void>)[] = [() => store.close()];
    try {
      await store.migrate();
      const sessions = await openSessions({ config, store, logger, clock });
      closers.unshift(() => sessions.close());
      const hasher = openHasher(config.passwordHashing);
      closers.unshift(() => hasher.close());
      const mailer = createMailer(openTransport(config, store, clock));
      closers.unshift(() => mailer.close());
      const limits = openLimits({ config, store, sessions, clock });

      const ctx: Context = {
        config,
        store,
        passwords: createPasswords(config, hasher, clock),
        mailer,
        mailAllowance: limits.mail,
        logger,
        listeners: this.#listeners,
        clock,
        client: NO_CLIENT,
      };
      const realms = await installStrategies(config, logger, {
        byLogin(request, login, password, done) {
          const own = (request as Partial<Request>).userdb?.ctx ?? ctx;
          signIn(own, { login, password }).then((user) => done(null, user), done);
        },
        ofUser: (user, password) => verifyPasswordOf(ctx, String(user.id), password, { counted: true }),
      });
      mailer.start(ctx);
      closers.unshift(every(CLEAN_UP_EVERY, () => cleanUp(ctx), logger));
      const warn = logger.warn ?? logger.info;
      for (const odd of oddities(config, this.#surroundings.env ?? process.env)) warn.call(logger, odd);

      const router = createRouter({ ctx, sessions, realms, limits, endpoints: ENDPOINTS });
      if (config.mailbox.enabled) router.use(mailboxRouter(ctx));
      return { ctx, store, handler: router, close: () => closeAll(closers) };
    } catch (error) {
      await closeAll(closers);
      throw error;
    }
  }
}

/** Each gets its turn, whatever the one before it had to say. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Runs `work` now and every so many seconds. @returns what stops it */
function every(seconds: number, work: () => Promise<void>, logger: Logger): () => Promise<void> {
  let running = Promise.resolve();
  const run = () => {
    running = work().catch((error: unknown) => logger.error('clean-up failed', { error: String(error) }));
  };
  run();
  const timer = setInterval(run, seconds * 1000);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/**
 * Makes another userdb, for a second app or database in the same process: none knows of the others.
 *
 * @param surroundings  `clock` and `env`, for tests
 * @example
 * import { createUserdb } from 'userdb';
 *
 * const other = createUserdb();
 * console.log(other === userdb, typeof other.findUserById); // → false function
 */
export function createUserdb(surroundings: Surroundings = {}): UserdbWithApi {
  const userdb = new Userdb(surroundings);
  return Object.assign(userdb, createApi(Userdb.partsOf(userdb)));
}
