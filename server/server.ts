// A whole server around a userdb: security headers, the pages, GET /health, an orderly end.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { ConfigError, type ConfigSources } from './config/load.ts';
import type { Config, Logger, Options } from './config/schema.ts';
import { UserdbError, unavailable } from './errors.ts';
import { sendJson } from './http/answer.ts';
import { assets } from './http/assets.ts';
import { prefersHtml } from './http/negotiate.ts';
import { sendProblem } from './http/problem.ts';
import { isFormPage, isScreen, sendSpa } from './http/spa.ts';
import { openLogger } from './logging.ts';
import { createUserdb, type Surroundings, type Userdb } from './userdb.ts';

/** The built pages. */
export const UI_INDEX = fileURLToPath(new URL('../ui/index.html', import.meta.url));

/** Seconds that requests in flight have to finish when the server is told to end. */
const LAST_REQUESTS = 10;
/** Milliseconds between looks for connections that have nothing more to do. */
const LOOK_FOR_IDLE = 50;

export interface ServerOptions {
  /** A configuration file. */
  file?: string;
  /** Wins over the file. */
  options?: Options;
  port: number;
  host: string;
  surroundings?: Surroundings;
}

export interface RunningServer {
  url: string;
  userdb: Userdb;
  /** Lets requests in flight finish and frees everything. */
  stop(): Promise<void>;
}

/**
 * Starts the server: the database is migrated and the port open when it resolves.
 *
 * @throws ConfigError; or what the database or the port had to say
 */
export async function startServer({
  file,
  options = {},
  port,
  host,
  surroundings,
}: ServerOptions): Promise<RunningServer> {
  const server = createServer();
  // First of all, since a server that cannot listen should not touch the database.
  await listen(server, port, host);
  const userdb = createUserdb(surroundings);
  try {
    const own = (server.address() as AddressInfo).port;
    const url = `http://localhost:${own}`;
    const standard = { baseUrl: url, spa: { enabled: true, index: UI_INDEX } };
    server.on('request', buildApp(userdb, { file, standard, options }));
    await userdb.ready();
    return { url, userdb, stop: () => stop(server, userdb) };
  } catch (error) {
    await stop(server, userdb);
    throw error;
  }
}

/** Serves until a signal says that it is enough. @throws ConfigError; or what the database or the port had to say */
export async function serveUntilTold(options: ServerOptions): Promise<void> {
  const told = toldToEnd();
  const server = await startServer(options);
  console.error(`userdb listens on ${server.url}`);
  await told;
  await server.stop();
}

/** Resolves when somebody ends the program; listened for from the first moment, or start-up would be cut off. */
export function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

function buildApp(userdb: Userdb, sources: ConfigSources) {
  const app = express();
  app.disable('x-powered-by');
  const router = userdb.initializeFrom(app, sources);
  const config = userdb.config();
  if (config.basePath !== null) {
    throw new ConfigError(['basePath: takes null in the standalone server, whose pages are at the top (got a path)']);
  }

  const logger = openLogger(config);
  app.use(securityHeaders(config));
  app.get('/health', health(userdb, logger));
  if (config.spa.index !== null) app.use('/assets', assets(join(dirname(config.spa.index), 'assets')));
  app.use(router);
  app.use(pages(config, logger));
  app.use(lastWord(logger));
  return app;
}

function securityHeaders({ baseUrl, spa }: Config) {
  const policy = (_req: Request, res: Response, next: NextFunction): void => {
    if (spa.contentSecurityPolicy !== null) res.set('Content-Security-Policy', spa.contentSecurityPolicy);
    next();
  };
  const others = helmet({
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Of no use to one app, and browsers complain when a frame of the same origin came first.
    originAgentCluster: false,
    // Over plain http a browser ignores it; said only where people come by https.
    strictTransportSecurity: baseUrl.startsWith('https:'),
  });
  return [policy, others];
}

/** 200 when the database answers, and nothing else about anything; why it does not is in the log. */
function health(userdb: Userdb, logger: Logger) {
  return (_req: Request, res: Response): void => {
    userdb.ping().then(
      () => sendJson(res, 200, {}),
      (error: unknown) => {
        logger.error('the database does not answer', { error: String(error) });
        sendProblem(res, unavailable(), logger);
      },
    );
  };
}

/** The pages that are no endpoints: the same file, whose script knows the address; unknown ones with 404. */
function pages(config: Config, logger: Logger) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (!config.spa.enabled || !prefersHtml(req)) {
      next();
      return;
    }
    if (req.method === 'POST' && isFormPage(req.path, config)) {
      // Sent before the page's script was there to send it: the page again, and by now its script is in the cache.
      res.redirect(303, req.originalUrl);
      return;
    }
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      next();
      return;
    }
    res.vary('Accept').status(isScreen(req.path) ? 200 : 404);
    sendSpa(res, config, logger).catch(next);
  };
}

function lastWord(logger: Logger) {
  return [
    (_req: Request, res: Response) => sendProblem(res, new UserdbError('NOT_FOUND'), logger),
    (error: unknown, _req: Request, res: Response, _next: NextFunction) => sendProblem(res, error, logger),
  ];
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} is taken: end the other program, or choose another port`) : error);
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

async function stop(server: Server, userdb: Userdb): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Again and again: a connection is idle once its last request is answered.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE);
  const cut = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS * 1000);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
  await userdb.close();
}
