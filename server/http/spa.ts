// The page of a single-page app.
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Response } from 'express';
import type { Config, EndpointKey, Logger } from '../config/schema.ts';
import { viewModel } from '../config/viewModel.ts';
import { pagePath } from '../mail/links.ts';
import { policyOf } from '../passwords/policy.ts';
import { encodingFor } from './encoding.ts';
import { isShipped, type Told, withKnown, withPage } from './renderedPage.ts';

/** Where people change their own password, among else: a page of the app's, and no endpoint. */
export const ACCOUNT_PAGE = '/account';

/** The pages of the shipped app that are no endpoints; deep links into the administration, too. */
const SCREENS = /^\/(account\/?|admin(\/.*)?)?$/i;

/** Whether the shipped app has something to show at a path that is no endpoint's. */
export function isScreen(path: string): boolean {
  return SCREENS.test(path);
}

const FORM_PAGES = ['login', 'register', 'forgot', 'change', 'expired', 'verify'] as const;

/** Whether there is an endpoint at the path that has a page with a form. */
export function isFormPage(path: string, config: Config): boolean {
  return FORM_PAGES.some((key) => config.endpoints[key].enabled && pagePath(config, key) === path);
}

/** Sends `spa.index` with what it is told. The file is read each time, since a new build replaces it. */
export async function sendSpa(res: Response, config: Config, logger: Logger): Promise<void> {
  const { spa } = config;
  const told = whatToTell(config);
  const html = withMeta(await readFile(spa.index ?? '', 'utf8'), {
    ...spa.meta,
    'userdb-endpoints': JSON.stringify(told.endpoints),
    'userdb-features': JSON.stringify(told.features),
  });
  const page = isShipped(html) ? await shippedPage(html, res.req.originalUrl, config, told, logger) : html;

  res.removeHeader('X-Powered-By');
  res.set({ 'Cache-Control': 'no-cache', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
  if (spa.contentSecurityPolicy !== null && !res.hasHeader('Content-Security-Policy')) {
    res.set('Content-Security-Policy', spa.contentSecurityPolicy);
  }
  res.type('html').send(await compressed(page, res));
}

/** Rendered; if that cannot be, as it is, since its script renders it too. */
async function shippedPage(html: string, url: string, config: Config, told: Told, logger: Logger): Promise<string> {
  try {
    return await withPage(html, url.replace(/[?#].*/s, ''), config, told);
  } catch (error) {
    logger.error('a page cannot be rendered, and comes a moment later: build dist/ui again', { error: String(error) });
    return withKnown(html, told);
  }
}

function withMeta(html: string, meta: Record<string, string>): string {
  const told = Object.entries(meta).map(
    ([name, content]) => `<meta name="${quoted(name)}" content="${quoted(content)}">`,
  );
  return html.replace(/<head>/i, (head) => head + told.join(''));
}

function whatToTell(config: Config): Told {
  const { login, register } = config.endpoints;
  const { meta } = config.spa;
  return {
    appName: meta['userdb-app-name'],
    mailbox: meta['userdb-mailbox'],
    languages: meta['userdb-languages'],
    endpoints: paths(config),
    features: features(config),
    known: {
      login: viewModel(login.form),
      ...(register.enabled && { register: viewModel(register.form) }),
      policy: policyOf(config),
    },
  };
}

/** Where the endpoints are: a page must not guess what the configuration has renamed. */
function paths(config: Config): Record<string, string> {
  const keys = Object.keys(config.endpoints) as EndpointKey[];
  const below = config.basePath ?? '';
  const welcomed = `${below}${config.endpoints.welcome.completeUri}`;
  const usersExample = `${below}${config.endpoints.users.exampleUri}`;
  return { ...Object.fromEntries(keys.map((key) => [key, pagePath(config, key)])), welcomed, usersExample };
}

const SWITCHED = ['register', 'forgot', 'verify', 'expired', 'welcome', 'users', 'events'] as const;

/** What is on, so that a page offers nothing that is off; and the name of the role that may do everything. */
function features(config: Config): Record<string, boolean | string> {
  const on = SWITCHED.map((key) => [key, config.endpoints[key].enabled]);
  return { ...Object.fromEntries(on), superAdmin: config['super-admin'] };
}

/** Quick rather than small: this is done for each request. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** In what the browser can unpack; there is nothing secret in a page that its length could give away. */
async function compressed(html: string, res: Response): Promise<Buffer> {
  const text = Buffer.from(html);
  res.vary('Accept-Encoding');
  const encoding = encodingFor(res.req);
  if (!encoding) return text;
  res.set('Content-Encoding', encoding);
  return encoding === 'br' ? promisify(brotliCompress)(text, BROTLI) : promisify(gzip)(text);
}

function quoted(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
