// Keys that are right in themselves, and hardly what anybody wants: said once, at start.
import type { Config } from './schema.ts';
import { isDevelopment } from './sense.ts';

/** Addresses that mean the machine they are opened on. */
const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/i;

/** A sentence for each. */
export function oddities({ baseUrl, endpoints, email, session }: Config, env: NodeJS.ProcessEnv): string[] {
  const verifies = endpoints.register.verify ?? endpoints.verify.enabled;
  const odd: [boolean, string][] = [
    [
      endpoints.register.allowApiKeysInCustomData,
      'endpoints.register.allowApiKeysInCustomData lets every stranger choose an API key, guessable ones too',
    ],
    [
      endpoints.forgot.enabled && !email.forgotPassword.enabled,
      'endpoints.forgot is enabled, but no reset link is mailed: set smtp.options.host, or disable the endpoint',
    ],
    [
      verifies && endpoints.register.enabled && !email.accountVerification.enabled,
      'new users have to verify their address, but no link is mailed: set smtp.options.host, or register.verify: false',
    ],
    [
      LOCAL.test(baseUrl) && (Boolean(email.forgotPassword.enabled) || verifies) && !isDevelopment(env),
      `baseUrl is ${baseUrl}: the links in mails lead to the reader's own machine`,
    ],
    [
      session.store === 'memory' && !isDevelopment(env),
      'session.store is memory: sign-ins end with this process, and a second process knows none of them',
    ],
  ];
  return odd.filter(([is]) => is).map(([, sentence]) => sentence);
}
