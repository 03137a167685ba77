// Mounts each enabled endpoint at its address, and walks every request through the same steps.
import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { pagePath } from '../mail/links.ts';
import type { OpenSessions } from '../sessions/index.ts';
import type { Realms } from '../strategies/index.ts';
import { redirect, sendEmpty, sendJson, sendText } from './answer.ts';
import { cors } from './crossSite.ts';
import { type Endpoint, uriOf } from './endpoint.ts';
import { askedOf } from './express.ts';
import { refuseVisitor } from './guards.ts';
import { asVisitor, identify } from './identify.ts';
import type { Limits } from './limits.ts';
import { modeOf, safeNext } from './negotiate.ts';
import { sendOauthProblem } from './oauthProblem.ts';
import { sendProblem } from './problem.ts';
import { run } from './run.ts';
import { expressSession } from './session.ts';
import { ACCOUNT_PAGE, sendSpa } from './spa.ts';
import { tracer } from './tracer.ts';
import { uploadAnswer } from './uploadAnswer.ts';

export interface RouterParts {
  ctx: Context;
  sessions: OpenSessions;
  realms: Realms;
  limits: Limits;
  endpoints: readonly Endpoint[];
}

export function createRouter(parts: RouterParts): Router {
  const { ctx, sessions, limits, endpoints } = parts;
  const router = Router();
  const enabled = endpoints.filter(({ key }) => ctx.config.endpoints[key].enabled);
  const uris = enabled.map((endpoint) => uriOf(endpoint, ctx.config));

  router.use(uris, cors(ctx.config));
  if (ctx.config.debugEndpoints) router.use(uris, tracer(ctx.logger));
  const mount = (endpoint: Endpoint, ...before: RequestHandler[]) =>
    router.all(uriOf(endpoint, ctx.config), ...before, (req, res, next) => serve(parts, endpoint, req, res, next));
  if (ctx.config.spa.enabled) {
    // Where password managers look for the page (https://w3c.github.io/webappsec-change-password-url/).
    router.get('/.well-known/change-password', (_req, res) =>
      redirect(res, `${ctx.config.basePath ?? ''}${ACCOUNT_PAGE}`),
    );
  }
  // Before the session: a session's cookie goes out again with every answer, and the old clients want none here.
  for (const endpoint of enabled.filter(({ oauth }) => oauth)) mount(endpoint, asVisitor(ctx));
  router.use(expressSession(ctx, sessions), identify(ctx, limits));
  for (const endpoint of enabled.filter(({ oauth }) => !oauth)) mount(endpoint);
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

  const upload = operation.upload ? uploadAnswer(req, res, ctx) : null;
  run(parts, operation, req, res, upload)
    .then((body) => {
      if (upload) upload.done(body);
      else if (mode === 'html' && operation.thenTo) redirect(res, safeNext(req) ?? operation.thenTo(ctx.config));
      else if (body === undefined) sendEmpty(res);
      else if (typeof body === 'string') sendText(res, 200, body);
      else sendJson(res, 200, body);
    })
    .catch((error: unknown) => {
      const isVisitor = error instanceof UserdbError && error.code === 'UNAUTHENTICATED';
      if (isVisitor) refuseVisitor(req, res, ctx);
      else if (upload) upload.refuse(error);
      else refuse(ctx, endpoint, res, error);
    });
}

/** In the endpoint's own way. */
function refuse({ logger }: Context, { oauth }: Endpoint, res: Response, error: unknown): void {
  if (oauth) sendOauthProblem(res, error, logger);
  else sendProblem(res, error, logger);
}

/** A browser opens an address of ours. Nothing happens but the page: its script makes the request that counts. */
function sendPage(ctx: Context, endpoint: Endpoint, res: Response, next: NextFunction): void {
  if (ctx.config.spa.enabled) {
    sendSpa(res, ctx.config, ctx.logger).catch(next);
  } else if (endpoint.pageRedirect) {
    redirect(res, pagePath(ctx.config, endpoint.pageRedirect));
  } else {
    next();
  }
}

function refuseMethod(ctx: Context, endpoint: Endpoint, req: Request, res: Response): void {
  const { get, post, page } = endpoint;
  const allow = [...(get || page ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : [])];
  res.set('Allow', [...allow, 'OPTIONS'].join(', '));
  if (req.method === 'OPTIONS') sendEmpty(res);
  else {
    const allowed = (get ? allow : ['POST']).join(', ');
    refuse(ctx, endpoint, res, new UserdbError('METHOD_NOT_ALLOWED', { allow: allowed }));
  }
}
