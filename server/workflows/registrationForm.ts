// What a registration may hold, and what it has to: wire rules 1 to 5 and 8, from the configured fields.
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import { LONGEST } from '../normalForm.ts';
import { type ChosenApiKey, takeApiKeys } from './apiKeysInCustomData.ts';
import { plainText } from './plainText.ts';

export interface Registration {
  email: string;
  password: string;
  username: string | null;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  customData: Record<string, unknown>;
  apiKeys: ChosenApiKey[];
}

const CORE = ['username', 'email', 'password', 'givenName', 'middleName', 'surname', 'confirmPassword'] as const;
type CoreName = (typeof CORE)[number];

const PREFIX = 'customData.';

type Fields = Config['endpoints']['register']['form']['fields'];
/** A configured field with its name in the view model. */
export type FormField = Fields[string] & { name: string };

/**
 * Reads the body of a registration.
 *
 * @throws UserdbError FIELD_UNKNOWN, FIELD_REQUIRED, FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG,
 *   PASSWORDS_DIFFER, API_KEY_MALFORMED
 */
export function readRegistration(config: Config, sent: Record<string, unknown>): Registration {
  const { body, apiKeys } = takeApiKeys(config, sent);
  const form = formFields(config);
  const values = new Map<string, unknown>();
  for (const [key, value] of flatten(body)) {
    const field = form.get(key);
    if (!field) throw new UserdbError('FIELD_UNKNOWN');
    // Old clients send every field they know, empty where their page has no input for it.
    if (isBlank(key, value)) continue;
    if (!field.enabled) throw new UserdbError('FIELD_UNKNOWN');
    values.set(key, value);
  }

  for (const [key, { name, label, enabled, required }] of form) {
    if (enabled && required && !values.has(key)) throw new UserdbError('FIELD_REQUIRED', { field: name, label });
  }

  const core = (name: CoreName): string | null => {
    if (!values.has(name)) return null;
    const label = form.get(name)?.label ?? name;
    const value = values.get(name);
    if (isPassword(name)) return plainText(value, { field: name, label, anyCharacter: true });
    const most = name === 'email' || name === 'username' ? LONGEST[name] : LONGEST.name;
    return plainText(value, { field: name, label, most }).trim();
  };
  const password = core('password') ?? '';
  if (form.get('confirmPassword')?.enabled && core('confirmPassword') !== password) {
    throw new UserdbError('PASSWORDS_DIFFER', { field: 'confirmPassword' });
  }

  const own = [...form].filter(([key]) => !isCore(key) && values.has(key));
  return {
    email: core('email') ?? '',
    password,
    username: core('username'),
    givenName: core('givenName'),
    middleName: core('middleName'),
    surname: core('surname'),
    customData: Object.fromEntries(own.map(([key, field]) => [key, customValue(field, values.get(key))])),
    apiKeys,
  };
}

/** The configured fields in their order, by what they are called in customData. */
export function formFields(config: Config): Map<string, FormField> {
  const { fields, fieldOrder } = config.endpoints.register.form;
  const names = [...new Set([...fieldOrder, ...Object.keys(fields)])];
  return new Map(
    names.flatMap((name): [string, FormField][] => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field ? [[withoutPrefix(name), { ...field, name }]] : [];
    }),
  );
}

/** `color` and `customData.color` are one field, whichever is configured and whichever is sent. */
function withoutPrefix(name: string): string {
  const bare = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
  return isCore(bare) ? name : bare;
}

/** A custom field may come at the top, inside customData, or under the flat name "customData.color". */
function* flatten(body: Record<string, unknown>): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(body)) {
    if (name !== 'customData') {
      yield [withoutPrefix(name), value];
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, innerValue] of Object.entries(value)) {
        // A key inside customData never stands for a core field.
        if (isCore(inner)) throw new UserdbError('FIELD_UNKNOWN');
        yield [inner, innerValue];
      }
    } else if (!isBlank(name, value)) {
      throw new UserdbError('FIELD_UNKNOWN');
    }
  }
}

function customValue({ name, label }: FormField, value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return plainText(value, { field: name, label, most: MOST_CUSTOM });
}

/** Characters of a custom field: a sentence or two, since strangers fill it in. */
export const MOST_CUSTOM = 1024;

export function isCore(name: string): name is CoreName {
  return (CORE as readonly string[]).includes(name);
}

function isPassword(name: string): boolean {
  return name === 'password' || name === 'confirmPassword';
}

/** Nothing, or nothing but blanks; in a password blanks count. */
function isBlank(name: string, value: unknown): boolean {
  const text = typeof value === 'string' && !isPassword(name) ? value.trim() : value;
  return text === undefined || text === null || text === '';
}
