// What an endpoint is: the type of every file in endpoints/.
import type { z } from 'zod';
import type { Config, EndpointKey } from '../config/schema.ts';
import type { Context } from '../context.ts';
import type { ErrorCode } from '../errors.ts';
import type { User } from '../store/store.ts';
import type { Actor, Permission } from '../workflows/permissions.ts';
import type { Resumed } from '../workflows/sessions.ts';
import type { BodyKind } from './body.ts';
import type { Cookies } from './cookies.ts';
import type { RunHook } from './hooks.ts';
import type { JsonSchema } from './schemas.ts';
import type { Upload } from './upload.ts';
import type { UploadAnswer } from './uploadAnswer.ts';

/** One request to an operation, with everything an endpoint needs of it. */
export interface Call<Body> {
  ctx: Context;
  /** As the operation's schema gives it back. */
  body: Body;
  /** Query parameters that were given once, as text. */
  query: Record<string, string | undefined>;
  /** Who is signed in. */
  me: Resumed | null;
  /** Lets the passport strategy of the request's realm decide who this is. @throws UserdbError, as the strategy does */
  authenticate(): Promise<User>;
  /** Whose the API key of the Authorization header is. @throws UserdbError API_KEY_INVALID, TOO_MANY_REQUESTS, BUSY */
  authenticateClient(): Promise<User>;
  /** Who asks, as far as the operation's permission reaches. @throws when the operation takes no permission */
  actor(): Actor;
  /** The file that was sent. @throws when the operation takes none */
  upload(): Uploading<Body>;
  session: {
    /** Signs in, under a new id, unless the hook postLogin refuses. @throws UserdbError HOOK_REFUSED */
    begin(user: User): Promise<void>;
    /** Lets who is signed in go on under a new id, where a change ended all sessions. */
    renew(user: User): Promise<void>;
    end(): Promise<void>;
  };
  cookies: Cookies;
  /** Runs a hook of the application, if there is one. @throws UserdbError as the hook refuses */
  hook: RunHook;
}

/** A file that is being sent, and whoever sends it. */
export interface Uploading<Body> extends Pick<UploadAnswer, 'signal' | 'progress' | 'wantsText'> {
  /**
   * Lets `use` work with the file; afterwards it is gone.
   *
   * @throws UserdbError UPLOAD_TYPE, UPLOAD_BROKEN, IMPORT_FILE_MISSING, IMPORT_FILE_TOO_LARGE, and as the schema says
   */
  receive<T>(use: (upload: Upload, fields: Body) => Promise<T>): Promise<T>;
}

export interface Operation<Body = unknown> {
  /** What a client that is made from the document calls it. */
  name: string;
  /** For the documentation: what it does, in a line. */
  summary: string;
  /** The bodies it takes; JSON and forms unless said otherwise. Without a schema the body is not read. */
  bodies?: readonly BodyKind[];
  body?: z.ZodType<Body>;
  /** The body is what the realm `local` needs; what another strategy reads is its own. */
  bodyOfLocal?: true;
  /** The body for the documentation, where the schema cannot say it because the configuration does. */
  configuredBody?(config: Config): JsonSchema;
  /** Query parameters it reads, each with what it is. */
  query?: Record<string, QueryParameter>;
  /**
   * Takes a file, and its other fields and the query as the body; both by `call.upload()`. Answers as text, JSON or
   * events, whichever is asked for.
   */
  upload?: true;
  /** A GET that changes something, and so is refused to other sites as every POST is. */
  changes?: true;
  /** Refuses who is not signed in, with 401. */
  signedIn?: true;
  /** Refuses who may not do this, with 403; implies `signedIn`. */
  permission?: Permission;
  /** Says when the session ends by itself, in the header of http/sessionEnd.ts, as all with a `permission` do. */
  tellsSessionEnd?: true;
  /** Which rate limit counts a call. */
  limit?: 'login' | 'other';
  /** Where a browser's own form goes afterwards; without it, only JSON is answered. */
  thenTo?(config: Config): string;
  /** What `handle` answers, for the documentation and the test that holds answers to it; absent for nothing. */
  answer?: Answer;
  /** How it refuses, for the same two, beside the ways that the steps before it have. */
  refuses?: readonly ErrorCode[];
  /** What is sent with 200: an object as JSON, a text as it is, or nothing. */
  handle(call: Call<Body>): Promise<object | string | undefined>;
}

/** An optional schema: the body may be empty as well. */
export type Answer = z.ZodType | ((config: Config) => z.ZodType | undefined);

export interface QueryParameter {
  description: string;
  required?: true;
}

export interface Endpoint {
  /** `endpoints.<key>` in defaults.yml says whether it is on, and where. */
  key: EndpointKey;
  /** Where it is, when that is not the `uri` of its key. */
  at?(config: Config): string;
  get?: Operation;
  post?: Operation;
  /** A browser that opens this address gets the single-page app's page, or is left to the application. */
  page?: true;
  /** Where a browser that opens this address is sent without a single-page app. */
  pageRedirect?: EndpointKey;
  /** Speaks OAuth: refusals are {error, message}, and no cookie is looked at or set. */
  oauth?: true;
  /** Headers that answers have in place of `Cache-Control: no-store`. */
  headers?: Record<string, string>;
}

/** Keeps the type of the body between an operation's schema and its handler. */
export function operation<Body>(definition: Operation<Body>): Operation {
  return definition as unknown as Operation;
}

/** Where an endpoint is. */
export function uriOf({ key, at }: Endpoint, config: Config): string {
  return at ? at(config) : config.endpoints[key].uri;
}
