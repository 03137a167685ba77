import { z } from 'zod';
import { UserdbError } from '../errors.ts';
import { type Call, type Endpoint, operation } from '../http/endpoint.ts';
import { described, type JsonSchema, toJsonSchema } from '../http/schemas.ts';
import { publicUser } from '../transformers/publicUser.ts';
import {
  type AccessToken,
  grantAccessToken,
  grantTokens,
  refreshAccess,
  type Tokens,
} from '../workflows/tokenGrants.ts';
import { loginFrom, password } from './fields.ts';

/** OAuth's words for a form that asks for a token (RFC 6749); each grant has fields of its own. */
type Form = z.infer<typeof form>;

const sent = z.looseObject({
  grant_type: z.string({ error: 'GRANT_TYPE_MISSING' }).min(1, { error: 'GRANT_TYPE_MISSING' }),
  refresh_token: z.string({ error: 'REFRESH_TOKEN_MISSING' }).optional(),
});

const SECRET = { password: password('LOGIN_INCOMPLETE') };

const passwordForm = loginFrom(['username', 'login'], 'LOGIN_INCOMPLETE', SECRET).pipe(
  z.looseObject({ login: z.string(), ...SECRET }),
);

const form = described(sent, grants()).transform((fields, check) => {
  if (fields.grant_type !== 'password') return fields;
  const parsed = passwordForm.safeParse(fields);
  if (parsed.success) return { ...fields, ...parsed.data };
  for (const { message, path } of parsed.error.issues) check.addIssue({ code: 'custom', message, path });
  return z.NEVER;
});

const tokenAnswer = z.strictObject({
  access_token: z.string(),
  expires_in: z.int().min(1),
  refresh_token: z.string().optional(),
  token_type: z.literal('Bearer'),
});

/** Access tokens for programs, and for browser apps on other hosts. */
export const oauthToken: Endpoint = {
  key: 'oauth',
  oauth: true,
  headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },

  post: operation({
    name: 'getToken',
    summary: 'Get an access token for a password, a refresh token or an API key',
    limit: 'login',
    bodies: ['form'],
    body: form,
    answer: tokenAnswer,
    refuses: [
      ...(['GRANT_TYPE_MISSING', 'GRANT_TYPE_UNKNOWN', 'REFRESH_TOKEN_MISSING', 'REFRESH_TOKEN_INVALID'] as const),
      ...(['LOGIN_INCOMPLETE', 'LOGIN_FAILED', 'LOGIN_UNVERIFIED', 'LOGIN_LOCKED', 'LOGIN_DISABLED'] as const),
      ...(['API_KEY_INVALID', 'REALM_UNKNOWN', 'FIELD_UNREADABLE', 'BODY_NOT_A_FORM'] as const),
    ],
    async handle(call) {
      const { password: byPassword, clientCredentials } = call.ctx.config.oauth2;
      switch (call.body.grant_type) {
        case 'password':
          return byPassword.enabled ? forPassword(call) : unknownGrant();
        case 'refresh_token':
          return forRefreshToken(call);
        case 'client_credentials':
          return clientCredentials.enabled ? forApiKey(call) : unknownGrant();
        default:
          return unknownGrant();
      }
    },
  }),
};

/** A sign-in like that at /login, with the same hooks, counts and refusals; it begins no session. */
async function forPassword({ ctx, body, hook, authenticate }: Call<Form>): Promise<object> {
  await hook('preLogin', body);
  const user = await authenticate();
  await hook('postLogin', publicUser(ctx.config, user));
  return withRefreshToken(await grantTokens(ctx, user));
}

async function forRefreshToken({ ctx, body }: Call<Form>): Promise<object> {
  if (!body.refresh_token) throw new UserdbError('REFRESH_TOKEN_MISSING');
  const refreshed = await refreshAccess(ctx, body.refresh_token);
  if (!refreshed) throw new UserdbError('REFRESH_TOKEN_INVALID');
  return withRefreshToken(refreshed.tokens);
}

async function forApiKey({ ctx, authenticateClient }: Call<Form>): Promise<object> {
  return answer(await grantAccessToken(ctx, await authenticateClient()));
}

function withRefreshToken(tokens: Tokens): object {
  return answer(tokens, tokens.refreshToken);
}

function answer({ accessToken, expiresIn }: AccessToken, refreshToken?: string): object {
  return {
    access_token: accessToken,
    expires_in: expiresIn,
    ...(refreshToken && { refresh_token: refreshToken }),
    token_type: 'Bearer',
  };
}

/** For the documentation: what goes with each grant. */
function grants(): JsonSchema {
  const when = (grant: string, then: JsonSchema) => ({
    if: { properties: { grant_type: { const: grant } } },
    then,
  });
  return {
    properties: {
      grant_type: {
        enum: ['password', 'refresh_token', 'client_credentials'],
        description: 'client_credentials takes the id and the secret of an API key as HTTP Basic.',
      },
      refresh_token: { type: 'string', minLength: 1 },
    },
    allOf: [
      when('password', toJsonSchema(passwordForm, 'input', {})),
      when('refresh_token', { required: ['refresh_token'] }),
    ],
  };
}

function unknownGrant(): never {
  throw new UserdbError('GRANT_TYPE_UNKNOWN');
}
