// What an endpoint is: the type of every file in endpoints/.
import type { z } from 'zod';
import type { Config, EndpointKey } from '../config/schema.ts';
import type { Context } from '../context.ts';
import type { User } from '../store/store.ts';
import type { Actor, Permission } from '../workflows/permissions.ts';
import type { Resumed } from '../workflows/sessions.ts';
import type { BodyKind } from './body.ts';
import type { RunHook } from './hooks.ts';

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
  /** Who asks, as far as the operation's permission reaches. @throws when the operation takes no permission */
  actor(): Actor;
  /** Begins a session under a new id, or ends the present one. */
  session: { begin(user: User): Promise<void>; end(): Promise<void> };
  /** Runs a hook of the application, if there is one. @throws UserdbError as the hook refuses */
  hook: RunHook;
}

export interface Operation<Body = unknown> {
  /** For the documentation: what it does, in a line. */
  summary: string;
  /** The bodies it takes; JSON and forms unless said otherwise. Without a schema the body is not read. */
  bodies?: readonly BodyKind[];
  body?: z.ZodType<Body>;
  /** A GET that changes something, and so is refused to other sites as every POST is. */
  changes?: true;
  /** Refuses who is not signed in, with 401. */
  signedIn?: true;
  /** Refuses who may not do this, with 403; implies `signedIn`. */
  permission?: Permission;
  /** Which rate limit counts a call. */
  limit?: 'login' | 'other';
  /** Where a browser's own form goes afterwards; without it, only JSON is answered. */
  thenTo?(config: Config): string;
  /** What `handle` answers, for the documentation and the test that holds answers to it; absent for nothing. */
  answer?: z.ZodType;
  /** What is sent with 200: an object as JSON, or nothing. */
  handle(call: Call<Body>): Promise<object | undefined>;
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
