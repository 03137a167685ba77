// Addresses in mails and answers. They come from the configuration, never from a request's Host.
import type { Config, EndpointKey } from '../config/schema.ts';
import type { MailKind } from './kinds.ts';

/** The page of an endpoint as people reach it. */
export function pageUrl(config: Config, key: EndpointKey): string {
  return `${config.baseUrl.replace(/\/+$/, '')}${pagePath(config, key)}`;
}

/** The same without the origin. */
export function pagePath(config: Config, key: EndpointKey): string {
  return `${config.basePath ?? ''}${config.endpoints[key].uri}`;
}

/** Where the link of a mail leads, before a token is added. */
export function mailUri(config: Config, kind: MailKind): string {
  switch (kind) {
    case 'accountVerification':
      return config.email.accountVerification.endpoint ?? pageUrl(config, 'verify');
    case 'forgotPassword':
      return config.email.forgotPassword.endpoint ?? pageUrl(config, 'change');
    case 'accountInvitation':
      return config.email.accountInvitation.endpoint ?? pageUrl(config, 'welcome');
    case 'emailChangeVerification':
      return config.email.emailChangeVerification.endpoint ?? pageUrl(config, 'verify');
    case 'accountExists':
      return pageUrl(config, 'forgot');
    default:
      return pageUrl(config, 'login');
  }
}

/** Adds the token as the last parameter: old mail readers take everything after `sptoken=`. */
export function withToken(uri: string, token: string): string {
  return `${uri}${uri.includes('?') ? '&' : '?'}sptoken=${token}`;
}
