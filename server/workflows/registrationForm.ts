// What a registration may hold, and what it has to: wire rules 1 to 5, from the configured fields.
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import { LONGEST } from '../normalForm.ts';
import { plainText } from './plainText.ts';

export interface Registration {
  email: string;
  password: string;
  username: string | null;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  customData: Record<string, unknown>;
}

const CORE = ['username', 'email', 'password', 'givenName', 'middleName', 'surname', 'confirmPassword'] as const;
type CoreName = (typeof CORE)[number];

const PREFIX = 'customData.';

/**
 * Reads the body of a registration.
 *
 * @throws UserdbError FIELD_UNKNOWN, FIELD_REQUIRED, FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG, PASSWORDS_DIFFER
 */
export function readRegistration(config: Config, body: Record<string, unknown>): Registration {
  const { fields, fieldOrder } = config.endpoints.register.form;
  const values = new Map<string, unknown>();
  for (const [name, value] of flatten(body)) {
    if (isBlank(value) && !fields[name]?.enabled) continue;
    if (!fields[name]?.enabled || !Object.hasOwn(fields, name)) throw new UserdbError('FIELD_UNKNOWN');
    values.set(name, value);
  }

  const names = [...new Set([...fieldOrder, ...Object.keys(fields)])].filter((name) => fields[name]?.enabled);
  for (const name of names) {
    const field = fields[name];
    if (field?.required && isBlank(values.get(name)))
      throw new UserdbError('FIELD_REQUIRED', { field: name, label: field.label });
  }

  const core = (name: CoreName): string | null => {
    const value = values.get(name);
    if (isBlank(value)) return null;
    const label = fields[name]?.label ?? name;
    if (name === 'password' || name === 'confirmPassword')
      return plainText(value, { field: name, label, anyCharacter: true });
    const most = name === 'email' || name === 'username' ? LONGEST[name] : LONGEST.name;
    return plainText(value, { field: name, label, most }).trim();
  };
  const password = core('password') ?? '';
  if (fields.confirmPassword?.enabled && core('confirmPassword') !== password) {
    throw new UserdbError('PASSWORDS_DIFFER', { field: 'confirmPassword' });
  }

  const own = names.filter((name) => !isCore(name) && !isBlank(values.get(name)));
  return {
    email: core('email') ?? '',
    password,
    username: core('username'),
    givenName: core('givenName'),
    middleName: core('middleName'),
    surname: core('surname'),
    customData: Object.fromEntries(
      own.map((name) => [name.replace(PREFIX, ''), customValue(name, values.get(name), fields)]),
    ),
  };
}

/** A custom field may come at the top, inside customData, or under the flat name "customData.color". */
function* flatten(body: Record<string, unknown>): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(body)) {
    if (name !== 'customData') {
      yield [name, value];
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, innerValue] of Object.entries(value)) {
        // A key inside customData never stands for a core field.
        if (isCore(inner)) throw new UserdbError('FIELD_UNKNOWN');
        yield [inner, innerValue];
      }
    } else if (!isBlank(value)) {
      throw new UserdbError('FIELD_UNKNOWN');
    }
  }
}

function customValue(name: string, value: unknown, fields: Config['endpoints']['register']['form']['fields']): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return plainText(value, { field: name, label: fields[name]?.label ?? name, most: MOST_CUSTOM });
}

/** Characters of a custom field: a sentence or two, since strangers fill it in. */
const MOST_CUSTOM = 1024;

function isCore(name: string): name is CoreName {
  return (CORE as readonly string[]).includes(name);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
