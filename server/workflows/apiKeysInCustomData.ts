// API keys that a registrant chooses, as Stormpath's test kit and the users of its last integration do: wire rule 8.
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import { plainText } from './plainText.ts';

/** An API key as somebody chose it. */
export interface ChosenApiKey {
  keyId: string;
  secret: string;
}

const NAME = /^stormpathApiKey_(?:[1-9]|10)$/;
const LONGEST = 256;

/**
 * Takes `customData.stormpathApiKey_1` to `_10`, each `id:secret`, out of a registration; nothing where the
 * configuration does not allow them.
 *
 * @throws UserdbError FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG, API_KEY_MALFORMED
 */
export function takeApiKeys(
  config: Config,
  body: Record<string, unknown>,
): { body: Record<string, unknown>; apiKeys: ChosenApiKey[] } {
  const { customData } = body;
  const isObject = typeof customData === 'object' && customData !== null && !Array.isArray(customData);
  if (!config.endpoints.register.allowApiKeysInCustomData || !isObject) return { body, apiKeys: [] };

  const entries = Object.entries(customData);
  const others = Object.fromEntries(entries.filter(([name]) => !NAME.test(name)));
  const apiKeys = entries.filter(([name]) => NAME.test(name)).map(([name, value]) => readApiKey(name, value));
  return { body: { ...body, customData: others }, apiKeys };
}

/** The id ends at the first colon; a secret may have more of them. */
function readApiKey(name: string, value: unknown): ChosenApiKey {
  const text = plainText(value, { field: name, label: name, most: LONGEST });
  const [, keyId, secret] = /^([^:]+):(.+)$/.exec(text) ?? [];
  if (!keyId || !secret) throw new UserdbError('API_KEY_MALFORMED', { field: name });
  return { keyId, secret };
}
