// Mounts each enabled endpoint at its address, and walks every request through the same steps.
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Context } from '../context.ts';
import { isErrorCode, UserdbError } from '../errors.ts';
import { pagePath } from '../mail/links.ts';
import type { OpenSessions } from '../sessions/index.ts';
import type { Realms } from '../strategies/index.ts';
import { actorFor } from '../workflows/permissions.ts';
import { redirect, sendEmpty, sendJson } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { type BodyKind, readBody } from './body.ts';
import { cors, isCrossSite } from './crossSite.ts';
import { type Call, type Endpoint, type Operation, uriOf } from './endpoint.ts';
import { askedOf } from './express.ts';
import { refuseVisitor } from './guards.ts';
import { runnerOf } from './hooks.ts';
import type { Limits } from './limits.ts';
import { modeOf, safeNext } from './negotiate.ts';
import { sendProblem } from './problem.ts';
import { begin, end, expressSession, identify } from './session.ts';
import { sendSpa } from './spa.ts';
import { tracer } from './tracer.ts';

export interface RouterParts {
  ctx: Context;
  sessions: OpenSessions;
  realms: Realms;
  limits: Limits;
  endpoints: readonly Endpoint[];
}

const EVERYWHERE: readonly BodyKind[] = ['json', 'form'];

export function createRouter(parts: RouterParts): Router {
  const { ctx, sessions, endpoints } = parts;
  const router = Router();
  const enabled = endpoints.filter(({ key }) => ctx.config.endpoints[key].enabled);
  const uris = enabled.map((endpoint) => uriOf(endpoint, ctx.config));

  router.use(uris, cors(ctx.config));
  router.use(expressSession(ctx, sessions), identify(ctx));
  if (ctx.config.debugEndpoints) router.use(uris, tracer(ctx.logger));
  for (const endpoint of enabled) {
    router.all(uriOf(endpoint, ctx.config), (req, res, next) => serve(parts, endpoint, req, res, next));
  }
  router.use((error: unknown, _req: Request, res: Response, _next: NextFunction) =>
    sendProblem(res, error, ctx.logger),
  );
  return router;
}

/** One request to one endpoint: the page, the method, and then the operation. */
function serve(parts: RouterParts, endpoint: Endpoint, req: Request, res: Response, next: NextFunction): void {
  const { ctx } = askedOf(req);
  const reads = req.method === 'GET' || req.method === 'HEAD';
  if (endpoint.page) res.vary('Accept');
  if (endpoint.headers) res.set(endpoint.headers);

  const mode = endpoint.page ? modeOf(req, ctx.config) : 'json';
  if (mode === null) {
    next();
    return;
  }
  if (mode === 'html' && reads) {
    sendPage(ctx, endpoint, res, next);
    return;
  }

  const operation = reads ? endpoint.get : req.method === 'POST' ? endpoint.post : undefined;
  if (!operation) {
    refuseMethod(ctx, endpoint, req, res);
    return;
  }
  // Forms without script come with pages of our own; until then they are the application's.
  if (mode === 'html' && !operation.thenTo) {
    next();
    return;
  }

  // HEAD asks whether there is something: mail scanners do, and must not use up what is behind a link.
  if (req.method === 'HEAD' && operation.changes) {
    sendEmpty(res);
    return;
  }

  run(parts, operation, req, res)
    .then((body) => {
      if (mode === 'html' && operation.thenTo) redirect(res, safeNext(req) ?? operation.thenTo(ctx.config));
      else if (body === undefined) sendEmpty(res);
      else sendJson(res, 200, body);
    })
    .catch((error: unknown) => {
      const isVisitor = error instanceof UserdbError && error.code === 'UNAUTHENTICATED';
      if (isVisitor) refuseVisitor(req, res, ctx);
      else sendProblem(res, error, ctx.logger);
    });
}

/** A browser opens an address of ours. Nothing happens but the page: its script makes the request that counts. */
function sendPage(ctx: Context, endpoint: Endpoint, res: Response, next: NextFunction): void {
  if (ctx.config.spa.enabled) {
    sendSpa(res, ctx.config).catch(next);
  } else if (endpoint.pageRedirect) {
    redirect(res, pagePath(ctx.config, endpoint.pageRedirect));
  } else {
    next();
  }
}

function refuseMethod(ctx: Context, { get, post, page }: Endpoint, req: Request, res: Response): void {
  const allow = [...(get || page ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : [])];
  res.set('Allow', [...allow, 'OPTIONS'].join(', '));
  if (req.method === 'OPTIONS') sendEmpty(res);
  else
    sendProblem(res, new UserdbError('METHOD_NOT_ALLOWED', { allow: (get ? allow : ['POST']).join(', ') }), ctx.logger);
}

/** The steps before the endpoint's own code: whence, how often, who, what. */
async function run(parts: RouterParts, operation: Operation, req: Request, res: Response): Promise<object | undefined> {
  const { ctx, me } = askedOf(req);
  const { limits } = parts;
  const changes = req.method === 'POST' || operation.changes;
  if (changes && isCrossSite(req, ctx.config)) throw new UserdbError('CROSS_SITE');
  if (operation.limit) await limits.countClient(operation.limit, ctx.client.address);
  if ((operation.signedIn || operation.permission) && !me) throw new UserdbError('UNAUTHENTICATED');
  const actor = me && operation.permission ? actorFor(ctx.config, me.user, operation.permission) : null;

  // Passport strategies read the fields from the request.
  if (operation.body) req.body = checked(operation.body, await readBody(req, res, operation.bodies ?? EVERYWHERE));
  const call: Call<unknown> = {
    ctx,
    body: req.body,
    query: singleTexts(req.query),
    me,
    actor: () => actor ?? noActor(),
    authenticate: () => countedLogin(parts, req, res),
    session: {
      begin: (user) => begin(req, ctx, user),
      end: () => end(req, res, ctx),
    },
    hook: runnerOf(ctx.config.hooks, req),
  };
  return operation.handle(call);
}

function noActor(): never {
  throw new Error('an operation without a permission asks who acts');
}

/** What the strategy finds in the body is bounded per login. */
async function countedLogin({ limits, realms }: RouterParts, req: Request, res: Response) {
  const { ctx } = askedOf(req);
  const { login } = (req.body ?? {}) as { login?: unknown };
  if (typeof login === 'string') await limits.countLogin(login);
  const user = await authenticate(req, res, ctx, realms);
  if (typeof login === 'string') await limits.forgiveLogin(login);
  return user;
}

/** The first thing that is wrong is said; a schema names the refusal of each of its fields. */
function checked(schema: NonNullable<Operation['body']>, body: Record<string, unknown>): unknown {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path[0];
  const code = issue && isErrorCode(issue.message) ? issue.message : 'BODY_MALFORMED';
  throw new UserdbError(code, typeof field === 'string' ? { field, label: field } : {});
}

function singleTexts(query: Request['query']): Record<string, string | undefined> {
  const texts = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
