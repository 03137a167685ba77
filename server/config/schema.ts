// One rule a key of defaults.yml; the Config type comes from it.
import { isIP } from 'node:net';
import type { Store as SessionStore } from 'express-session';
import { z } from 'zod';
import type { Hooks } from '../http/hooks.ts';
import type { InstallStrategies } from '../strategies/index.ts';
import type { TransformUser } from '../transformers/index.ts';
import {
  flag,
  flagOrNull,
  functionOrNull,
  isFunction,
  isObject,
  isText,
  objectOrNull,
  oneOf,
  origins,
  path,
  pathOrNull,
  seconds,
  secrets,
  secretsOrNull,
  text,
  textOrNull,
  texts,
  url,
  urlOrNull,
  value,
  whole,
  wholeOrNull,
} from './values.ts';

/** A logger in the manner of winston: each function takes a message and an object of details. */
export interface Logger {
  error(message: string, details?: object): void;
  warn?(message: string, details?: object): void;
  info(message: string, details?: object): void;
  debug(message: string, details?: object): void;
}

const endpoint = { enabled: flag, uri: path };

const field = z.strictObject({
  enabled: flag,
  visible: flag,
  label: text,
  placeholder: value<string>('text', (v) => typeof v === 'string'),
  required: flag,
  type: text,
});
const form = z.strictObject({ fields: z.record(z.string(), field), fieldOrder: texts });

const mail = { enabled: flagOrNull, subject: text, template: text, format: oneOf('html', 'text') };
const plainMail = z.strictObject(mail);
const linkMail = z.strictObject({ ...mail, endpoint: urlOrNull });

const EXPRESS_SESSION_STORE = ['get', 'set', 'destroy'];
const sessionStore = value<string | SessionStore>(
  'memory, database, redis://host:port, or an express-session store',
  (v) =>
    v === 'memory' ||
    v === 'database' ||
    (isText(v) && /^rediss?:\/\/.+/.test(v)) ||
    (isObject(v) && EXPRESS_SESSION_STORE.every((method) => isFunction(v[method]))),
);

/** Names that Express has for the addresses of one's own network. */
const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];
const isNetwork = (text: string) => {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const isMask = bits === undefined || /^\d{1,3}$/.test(bits) || isIP(bits) === 4;
  return NETWORKS.includes(text.trim()) || (isIP(address) !== 0 && isMask && rest.length === 0);
};
const trustProxy = value<boolean | number | string | string[] | null>(
  'true, false, a number of proxies, addresses like 10.0.0.0/8, loopback, or null',
  (v) =>
    v === null ||
    typeof v === 'boolean' ||
    (Number.isSafeInteger(v) && Number(v) >= 0) ||
    (isText(v) && v.split(',').every(isNetwork)) ||
    (Array.isArray(v) && v.every((one) => isText(one) && isNetwork(one))),
);

/** Knex's name for the one database there is a driver for, and the names people try first. */
const SQLITE_CLIENTS = ['better-sqlite3', 'sqlite3', 'sqlite'];
const databaseOptions = objectOrNull<Record<string, unknown>>(
  'a Knex configuration with client: better-sqlite3 and connection: { filename: … }',
  (v) =>
    SQLITE_CLIENTS.includes(String(v.client)) &&
    (isText(v.connection) || (isObject(v.connection) && isText(v.connection.filename))),
);

const sameSite = oneOf('lax', 'strict', 'none');
const cookieName = value<string>('the name of a cookie', (v) => isText(v) && /^[\w!#$%&'*.^`|~+-]+$/.test(v));
const tokenCookie = z.strictObject({
  name: cookieName,
  httpOnly: flag,
  secure: flagOrNull,
  path: pathOrNull,
  domain: textOrNull,
});

export const configSchema = z.strictObject({
  debug: flag,
  debugEndpoints: flag,
  logger: objectOrNull<Logger>('an object with the functions info, error and debug', (v) =>
    ['info', 'error', 'debug'].every((level) => isFunction(v[level])),
  ),
  'super-admin': text,
  produces: value<('application/json' | 'text/html')[]>(
    'a list with application/json, and text/html if wanted',
    (v) =>
      Array.isArray(v) &&
      v.includes('application/json') &&
      v.every((type) => type === 'application/json' || type === 'text/html'),
  ),
  baseUrl: url,
  basePath: pathOrNull,
  trustProxy,
  spa: z.strictObject({
    enabled: flag,
    index: textOrNull,
    meta: z.record(z.string(), text),
    contentSecurityPolicy: textOrNull,
  }),
  csrf: z.strictObject({ enabled: flag }),
  cors: z.strictObject({ allowedOrigins: origins, credentials: flag }),
  endpoints: z.strictObject({
    login: z.strictObject({ ...endpoint, nextUri: path, form }),
    logout: z.strictObject({ ...endpoint, nextUri: path }),
    me: z.strictObject({
      ...endpoint,
      expand: z.strictObject({ groups: flag, customData: flag }),
      requireExistingPassword: value<boolean | 'recent'>(
        'true, false or recent',
        (v) => typeof v === 'boolean' || v === 'recent',
      ),
      recentLoginSeconds: seconds,
    }),
    register: z.strictObject({
      ...endpoint,
      nextUri: path,
      autoLogin: flag,
      verify: flagOrNull,
      account: text,
      roles: texts,
      allowApiKeysInCustomData: flag,
      form,
    }),
    verify: z.strictObject({ ...endpoint, autoLogin: flag }),
    forgot: z.strictObject(endpoint),
    change: z.strictObject({ ...endpoint, autoLogin: flag }),
    expired: z.strictObject(endpoint),
    welcome: z.strictObject({ ...endpoint, completeUri: path }),
    oauth: z.strictObject({ ...endpoint, revokeUri: path }),
    users: z.strictObject({ ...endpoint, exampleUri: path }),
    accounts: z.strictObject(endpoint),
    roles: z.strictObject(endpoint),
    events: z.strictObject(endpoint),
    openapi: z.strictObject(endpoint),
    passwordPolicy: z.strictObject(endpoint),
  }),
  passwordsExpireInSeconds: seconds,
  sessionsExpireInSeconds: seconds,
  passwordPolicy: z.strictObject({
    enabled: flag,
    length: whole(1, 128),
    uppers: whole(0, 64),
    lowers: whole(0, 64),
    numbers: whole(0, 64),
    specials: whole(0, 64),
  }),
  passwordHashing: z.strictObject({ cost: whole(4, 16), maxQueue: whole(1) }),
  disableAccountAfterFailedLoginAttempts: whole(0),
  reenableLockedAccountsAfterSeconds: seconds,
  passwordsCantMatch: whole(0, 100),
  rateLimits: z.strictObject({
    enabled: flag,
    login: z.strictObject({ perClient: whole(1), perLogin: whole(1), seconds: whole(1) }),
    other: z.strictObject({ perClient: whole(1), seconds: whole(1) }),
    mail: z.strictObject({ perAddress: whole(1), seconds: whole(1) }),
  }),
  session: z.strictObject({
    key: cookieName,
    secret: secrets,
    resave: flag,
    rolling: flag,
    saveUninitialized: flag,
    store: sessionStore,
    absoluteTimeout: seconds,
    cookie: z.strictObject({
      path: pathOrNull,
      httpOnly: flag,
      secure: value<boolean | 'auto'>('true, false or auto', (v) => typeof v === 'boolean' || v === 'auto'),
      sameSite,
      domain: textOrNull,
      maxAge: wholeOrNull(1),
    }),
  }),
  database: z.strictObject({ driver: oneOf('knex'), options: databaseOptions }),
  strategies: functionOrNull<InstallStrategies>(),
  smtp: z.strictObject({
    from: text,
    // Loose: nodemailer knows more options than these.
    options: z.looseObject({
      host: textOrNull,
      port: whole(1, 65535),
      secure: flagOrNull,
      ignoreTLS: flag,
      requireTLS: flag,
      auth: objectOrNull<object>('an object with user and pass'),
      connectionTimeout: whole(1),
      greetingTimeout: whole(1),
      socketTimeout: whole(1),
      tls: objectOrNull<object>('an object'),
    }),
  }),
  email: z.strictObject({
    templates: textOrNull,
    accountVerification: linkMail,
    accountVerificationSuccessful: plainMail,
    accountWelcome: plainMail,
    forgotPassword: linkMail,
    passwordResetSuccessful: plainMail,
    accountExists: plainMail,
    accountInvitation: linkMail,
    emailChangeVerification: linkMail,
    emailChanged: plainMail,
  }),
  mailbox: z.strictObject({ enabled: flagOrNull, uri: path }),
  transformer: value<'stormpath' | null | TransformUser>(
    'stormpath, null or a function',
    (v) => v === null || v === 'stormpath' || isFunction(v),
  ),
  accounts_href: urlOrNull,
  groups_href: urlOrNull,
  tokenSigningKey: secrets,
  accountVerificationTokenExpire: whole(1),
  passwordResetTokenExpire: whole(1),
  invitationTokenExpire: whole(1),
  oauth2: z.strictObject({
    accessTokenTtl: whole(1),
    refreshTokenTtl: wholeOrNull(1),
    signingKey: secretsOrNull,
    validation: oneOf('full', 'local'),
    tokenLocations: value<('header' | 'cookie')[]>(
      'a list of header and cookie, one of them at least',
      (v) => Array.isArray(v) && v.length > 0 && v.every((place) => place === 'header' || place === 'cookie'),
    ),
    password: z.strictObject({ enabled: flag }),
    clientCredentials: z.strictObject({ enabled: flag, ttl: whole(1) }),
  }),
  cookies: z.strictObject({ accessToken: tokenCookie, refreshToken: tokenCookie, sameSite }),
  hooks: z.strictObject({
    preLogin: functionOrNull<Hooks['preLogin']>(),
    postLogin: functionOrNull<Hooks['postLogin']>(),
    preRegister: functionOrNull<Hooks['preRegister']>(),
    postRegister: functionOrNull<Hooks['postRegister']>(),
    postLogout: functionOrNull<Hooks['postLogout']>(),
    preVerify: functionOrNull<Hooks['preVerify']>(),
    postVerify: functionOrNull<Hooks['postVerify']>(),
    preChange: functionOrNull<Hooks['preChange']>(),
    postChange: functionOrNull<Hooks['postChange']>(),
  }),
});

/** Every key with its value: defaults.yml, the file and the options merged, checked and frozen. */
export type Config = z.infer<typeof configSchema>;

/** What an application may say: any part of the configuration. */
export type Options = DeepPartial<Config>;

export type EndpointKey = keyof Config['endpoints'];

type DeepPartial<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { [Key in keyof T]?: DeepPartial<T[Key]> }
      : T;
