// Mounts each enabled endpoint at its address, and walks every request through the same steps.
import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { isErrorCode, UserdbError } from '../errors.ts';
import { pagePath } from '../mail/links.ts';
import type { OpenSessions } from '../sessions/index.ts';
import type { User } from '../store/store.ts';
import { DEFAULT_REALM, type Realms } from '../strategies/index.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { actorFor } from '../workflows/permissions.ts';
import { redirect, sendEmpty, sendJson, sendText } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { apiKeyOf } from './authorization.ts';
import { type BodyKind, readBody } from './body.ts';
import { countedApiKey } from './clientAuthentication.ts';
import { cookiesOf } from './cookies.ts';
import { cors, isCrossSite, isOfUnknownOrigin } from './crossSite.ts';
import { type Call, type Endpoint, type Operation, type Uploading, uriOf } from './endpoint.ts';
import { askedOf } from './express.ts';
import { refuseVisitor } from './guards.ts';
import { runnerOf } from './hooks.ts';
import { asVisitor, identify } from './identify.ts';
import type { Limits } from './limits.ts';
import { modeOf, safeNext } from './negotiate.ts';
import { sendOauthProblem } from './oauthProblem.ts';
import { sendProblem } from './problem.ts';
import { begin, end, expressSession } from './session.ts';
import { sendSpa } from './spa.ts';
import { tracer } from './tracer.ts';
import { withUpload } from './upload.ts';
import { type UploadAnswer, uploadAnswer } from './uploadAnswer.ts';

export interface RouterParts {
  ctx: Context;
  sessions: OpenSessions;
  realms: Realms;
  limits: Limits;
  endpoints: readonly Endpoint[];
}

const ANYTHING = z.looseObject({});
const EVERYWHERE: readonly BodyKind[] = ['json', 'form'];

export function createRouter(parts: RouterParts): Router {
  const { ctx, sessions, limits, endpoints } = parts;
  const router = Router();
  const enabled = endpoints.filter(({ key }) => ctx.config.endpoints[key].enabled);
  const uris = enabled.map((endpoint) => uriOf(endpoint, ctx.config));

  router.use(uris, cors(ctx.config));
  if (ctx.config.debugEndpoints) router.use(uris, tracer(ctx.logger));
  const mount = (endpoint: Endpoint, ...before: RequestHandler[]) =>
    router.all(uriOf(endpoint, ctx.config), ...before, (req, res, next) => serve(parts, endpoint, req, res, next));
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
    sendSpa(res, ctx.config).catch(next);
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

/** The steps before the endpoint's own code: whence, how often, who, what. */
async function run(
  parts: RouterParts,
  operation: Operation,
  req: Request,
  res: Response,
  upload: UploadAnswer | null,
): ReturnType<Operation['handle']> {
  const { ctx, me, header } = askedOf(req);
  const { limits } = parts;
  const changes = req.method === 'POST' || operation.changes;
  // No page of another site can send a token of ours; Basic is different, since browsers keep and send it by themselves.
  const byToken = me !== null && header === 'bearer';
  if (changes && !byToken && isCrossSite(req, ctx.config)) throw new UserdbError('CROSS_SITE');
  if (upload && header === null && isOfUnknownOrigin(req, ctx.config)) throw new UserdbError('CROSS_SITE');
  if (operation.limit) await limits.countClient(operation.limit, ctx.client.address);
  if ((operation.signedIn || operation.permission) && !me) throw new UserdbError('UNAUTHENTICATED');
  const actor = me && operation.permission ? actorFor(ctx.config, me.user, operation.permission) : null;

  // Passport strategies read the fields from the request.
  if (operation.body && !upload)
    req.body = checked(bodyOf(operation, req), await readBody(req, res, operation.bodies ?? EVERYWHERE));
  const hook = runnerOf(ctx.config.hooks, req);
  const call: Call<unknown> = {
    ctx,
    body: req.body,
    query: singleTexts(req.query),
    me,
    actor: () => actor ?? noActor(),
    upload: () => (upload ? uploading(operation, req, upload) : noUpload()),
    authenticate: () => countedLogin(parts, req, res),
    authenticateClient: () => client(parts, req),
    session: {
      async begin(user) {
        // Before there is a session: where it refuses, nobody was signed in for a moment.
        await hook('postLogin', publicUser(ctx.config, user));
        await begin(req, res, ctx, user);
      },
      async renew(user) {
        // A program that came with a token keeps no cookies: it asks for another token.
        if (!header) await begin(req, res, ctx, user);
      },
      end: () => end(req, res, ctx),
    },
    cookies: cookiesOf(req, res, ctx),
    hook,
  };
  return operation.handle(call);
}

/** Another strategy knows best what it needs to find somebody. */
function bodyOf({ body = ANYTHING, bodyOfLocal }: Operation, req: Request): z.ZodType {
  const isOfOther = bodyOfLocal && (req.get('realm') ?? DEFAULT_REALM) !== DEFAULT_REALM;
  return isOfOther ? ANYTHING : body;
}

function noActor(): never {
  throw new Error('an operation without a permission asks who acts');
}

/** @param answer  knows whether the client is there, and what it wants */
function uploading({ body }: Operation, req: Request, answer: UploadAnswer): Uploading<unknown> {
  return {
    ...answer,
    receive: (use) =>
      withUpload(req, async (upload) => {
        const fields = { ...singleTexts(req.query), ...Object.fromEntries(upload.fields) };
        return use(upload, body && checked(body, fields));
      }),
  };
}

function noUpload(): never {
  throw new Error('an operation that takes no file asks for it');
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

async function client({ limits }: RouterParts, req: Request): Promise<User> {
  const key = apiKeyOf(req);
  if (!key) throw new UserdbError('API_KEY_INVALID');
  return countedApiKey(askedOf(req).ctx, limits, key, { countsClient: false });
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
