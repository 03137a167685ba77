// What people may say of themselves on /me and /welcomed: listed fields only, whatever else a page sends along.
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import { LONGEST } from '../normalForm.ts';
import { readCustomData } from './customData.ts';
import { plainText } from './plainText.ts';

/** What is absent stays as it is. */
export interface Names {
  givenName?: string;
  middleName?: string | null;
  surname?: string;
}

export interface ProfileForm extends Names {
  username?: string;
  email?: string;
  /** Merged into what is there; null removes a key. */
  customData?: Record<string, unknown>;
  password?: string;
  existingPassword?: string;
}

type Body = Readonly<Record<string, unknown>>;

/** What the pages of Stormpath and of userdb 1 call the second field for a password. */
const REPEATED = ['confirmPassword', 'passwordAgain', 'rpassword'];

/**
 * Reads the body of POST /me. An empty password means that it stays.
 *
 * @throws UserdbError FIELD_REQUIRED, FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG, PASSWORDS_DIFFER,
 *   CUSTOM_DATA_MALFORMED
 */
export function readProfile(config: Config, body: Body): ProfileForm {
  const { username, email, customData, existingPassword } = body;
  const password = readPassword(body);
  return {
    ...readNames(config, body),
    ...(username !== undefined && { username: requiredText(config, 'username', username) }),
    ...(email !== undefined && { email: requiredText(config, 'email', email) }),
    ...(customData !== undefined && customData !== null && { customData: readCustomData(customData) }),
    ...(password !== '' && { password }),
    ...(isThere(existingPassword) && { existingPassword: passwordText('existingPassword', existingPassword) }),
  };
}

/** @throws UserdbError FIELD_REQUIRED, FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG */
export function readNames(config: Config, { givenName, middleName, surname }: Body): Names {
  return {
    ...(givenName !== undefined && { givenName: requiredText(config, 'givenName', givenName) }),
    ...(middleName !== undefined && { middleName: optionalText(config, 'middleName', middleName) }),
    ...(surname !== undefined && { surname: requiredText(config, 'surname', surname) }),
  };
}

/**
 * The password, empty when there is none.
 *
 * @throws UserdbError FIELD_NOT_TEXT, FIELD_UNREADABLE, PASSWORDS_DIFFER
 */
export function readPassword(body: Body): string {
  const password = passwordText('password', body.password ?? '');
  const differs = REPEATED.some((name) => body[name] !== undefined && (body[name] ?? '') !== password);
  if (differs) throw new UserdbError('PASSWORDS_DIFFER', { field: 'confirmPassword' });
  return password;
}

function requiredText(config: Config, name: keyof typeof MOST, value: unknown): string {
  const text = optionalText(config, name, value);
  if (text === null) throw new UserdbError('FIELD_REQUIRED', { field: name, label: labelOf(config, name) });
  return text;
}

/** Null for nothing but blanks. */
function optionalText(config: Config, name: keyof typeof MOST, value: unknown): string | null {
  if (value === null) return null;
  const text = plainText(value, { field: name, label: labelOf(config, name), most: MOST[name] }).trim();
  return text === '' ? null : text;
}

const MOST = {
  givenName: LONGEST.name,
  middleName: LONGEST.name,
  surname: LONGEST.name,
  username: LONGEST.username,
  email: LONGEST.email,
} as const;

function labelOf({ endpoints }: Config, name: keyof typeof MOST): string {
  return endpoints.register.form.fields[name]?.label ?? name;
}

function passwordText(field: string, value: unknown): string {
  return plainText(value, { field, label: 'Password', anyCharacter: true });
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
