// The steps of a request before the endpoint's own code: whence, how often, who, what.
import type { Request, Response } from 'express';
import { z } from 'zod';
import { isErrorCode, UserdbError } from '../errors.ts';
import type { User } from '../store/store.ts';
import { DEFAULT_REALM, type Realms } from '../strategies/index.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { actorFor } from '../workflows/permissions.ts';
import { authenticate } from './authenticate.ts';
import { apiKeyOf } from './authorization.ts';
import { type BodyKind, readBody } from './body.ts';
import { countedApiKey } from './clientAuthentication.ts';
import { cookiesOf } from './cookies.ts';
import { isCrossSite, isOfUnknownOrigin } from './crossSite.ts';
import type { Call, Operation, Uploading } from './endpoint.ts';
import { askedOf } from './express.ts';
import { runnerOf } from './hooks.ts';
import type { Limits } from './limits.ts';
import { begin, end } from './session.ts';
import { tellSessionEnd } from './sessionEnd.ts';
import { withUpload } from './upload.ts';
import type { UploadAnswer } from './uploadAnswer.ts';

interface Parts {
  realms: Realms;
  limits: Limits;
}

const ANYTHING = z.looseObject({});
const EVERYWHERE: readonly BodyKind[] = ['json', 'form'];

/**
 * Lets the operation answer.
 *
 * @param upload  how the answer goes out, where the operation takes a file
 * @throws UserdbError CROSS_SITE, TOO_MANY_REQUESTS, UNAUTHENTICATED, FORBIDDEN, BODY_MALFORMED, BODY_TYPE,
 *   BODY_TOO_LARGE, and whatever the operation refuses with
 */
export async function run(
  parts: Parts,
  operation: Operation,
  req: Request,
  res: Response,
  upload: UploadAnswer | null,
): ReturnType<Operation['handle']> {
  const { ctx: asked, me, header } = askedOf(req);
  // What an administrator reads says nothing of what the others do who are mailed.
  const ctx = operation.permission ? { ...asked, mailer: asked.mailer.inLocale(null) } : asked;
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
  if ((operation.tellsSessionEnd || operation.permission) && me) tellSessionEnd(res, ctx, me.beganAt);
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
async function countedLogin({ limits, realms }: Parts, req: Request, res: Response) {
  const { ctx } = askedOf(req);
  const { login } = (req.body ?? {}) as { login?: unknown };
  if (typeof login === 'string') await limits.countLogin(login);
  const user = await authenticate(req, res, ctx, realms);
  if (typeof login === 'string') await limits.forgiveLogin(login);
  return user;
}

async function client({ limits }: Parts, req: Request): Promise<User> {
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
