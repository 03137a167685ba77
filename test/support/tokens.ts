// A userdb that gives access tokens, and what programs send to one.
import { merge } from '../../server/config/merge.ts';
import type { Options } from '../../server/config/schema.ts';
import { newId } from '../../server/ids.ts';
import type { User } from '../../server/store/store.ts';
import type { Browser, Reply } from './browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from './startUserdb.ts';

export const SIGNING_KEY = 'a signing key of the operator: ünïcode';

/** Access tokens on, and new users ENABLED at once. */
const OAUTH: Options = {
  endpoints: { oauth: { enabled: true }, verify: { enabled: false } },
  oauth2: { signingKey: SIGNING_KEY },
};

export function startOauth(options: Options = {}, setting?: Parameters<typeof startUserdb>[1]): Promise<RunningUserdb> {
  return startUserdb(merge(OAUTH, options) as Options, setting);
}

/** POST /oauth/token as a program sends it. */
export function askToken(url: Pick<Browser, 'form'>, fields: Record<string, string>, headers = {}): Promise<Reply> {
  return url.form('/oauth/token', fields, { headers });
}

export interface GivenTokens {
  access: string;
  refresh: string;
}

/** The tokens for somebody's password. */
export async function tokensOf(
  { newBrowser }: RunningUserdb,
  user: { email: string },
  password = PASSWORD,
): Promise<GivenTokens> {
  const reply = await askToken(newBrowser(), { grant_type: 'password', username: user.email, password });
  return givenIn(reply);
}

export function givenIn({ status, text, json }: Reply): GivenTokens {
  if (status !== 200) throw new Error(`no token was given: ${status} ${text}`);
  return { access: String(json?.access_token), refresh: String(json?.refresh_token) };
}

export const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
export const basic = (id: string, secret: string) => ({
  headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
});

/** Gives a user an API key; without an endpoint, since people choose theirs when they register. */
export async function giveApiKey({ ctx }: RunningUserdb, user: User, keyId: string, secret: string): Promise<string> {
  const id = newId();
  await ctx.store.apiKeys.add({ id, userId: user.id, keyId, secret: await ctx.passwords.hash(secret) }, ctx.clock());
  return id;
}
