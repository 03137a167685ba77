// The kinds of values that keys take, each with the words in which a wrong one is refused.
import { z } from 'zod';

/** A leaf of the configuration: `takes` completes the sentence "KEY: takes …". */
function value<T>(takes: string, accepts: (candidate: unknown) => boolean) {
  return z.custom<T>(accepts, { error: `takes ${takes}` });
}

const isText = (candidate: unknown): candidate is string => typeof candidate === 'string' && candidate !== '';
const isWhole = (candidate: unknown): candidate is number => Number.isSafeInteger(candidate);
const isPath = (candidate: unknown) =>
  isText(candidate) && /^\/[^\s?#\\]*$/.test(candidate) && !candidate.startsWith('//');
const isFunction = (candidate: unknown) => typeof candidate === 'function';
const isObject = (candidate: unknown): candidate is Record<string, unknown> =>
  typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);

export const SHORTEST_SECRET = 16;
const isSecret = (candidate: unknown) => isText(candidate) && candidate.length >= SHORTEST_SECRET;

export const flag = value<boolean>('true or false', (v) => typeof v === 'boolean');
export const flagOrNull = value<boolean | null>('true, false or null', (v) => v === null || typeof v === 'boolean');
export const text = value<string>('text', isText);
export const textOrNull = value<string | null>('text or null', (v) => v === null || isText(v));
export const texts = value<string[]>('a list of texts', (v) => Array.isArray(v) && v.every(isText));
export const path = value<string>('a path that starts with one /', isPath);
export const pathOrNull = value<string | null>(
  'a path that starts with one /, or null',
  (v) => v === null || isPath(v),
);
export const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  value<number>(
    most === Number.MAX_SAFE_INTEGER ? `a whole number, ${least} or more` : `a whole number from ${least} to ${most}`,
    (v) => isWhole(v) && v >= least && v <= most,
  );
export const wholeOrNull = (least: number) =>
  value<number | null>(`a whole number, ${least} or more, or null`, (v) => v === null || (isWhole(v) && v >= least));
export const seconds = value<number>('a whole number of seconds, 0 or more', (v) => isWhole(v) && v >= 0);
export const oneOf = <const T extends readonly string[]>(...choices: T) =>
  value<T[number]>(choices.join(' or '), (v) => typeof v === 'string' && choices.includes(v));
const areSecrets = (candidate: unknown) =>
  isSecret(candidate) || (Array.isArray(candidate) && candidate.length > 0 && candidate.every(isSecret));
const TAKES_SECRETS = `text of ${SHORTEST_SECRET} characters or more, or a list of such`;
export const secrets = value<string | string[]>(TAKES_SECRETS, areSecrets);
export const secretsOrNull = value<string | string[] | null>(
  `${TAKES_SECRETS}, or null`,
  (v) => v === null || areSecrets(v),
);
export const url = value<string>('an address that starts with http:// or https://', isUrl);
export const urlOrNull = value<string | null>(
  'an address that starts with http:// or https://, or null',
  (v) => v === null || isUrl(v),
);
export const origins = value<string[]>(
  'a list of origins, like https://www.example.com',
  (v) => Array.isArray(v) && v.every((origin) => isUrl(origin) && new URL(origin).origin === origin),
);
export const functionOrNull = <T>() => value<T | null>('a function or null', (v) => v === null || isFunction(v));
export const objectOrNull = <T>(what: string, accepts: (candidate: Record<string, unknown>) => boolean = () => true) =>
  value<T | null>(`${what} or null`, (v) => v === null || (isObject(v) && accepts(v)));
export { isFunction, isObject, isText, value };

function isUrl(candidate: unknown): boolean {
  if (!isText(candidate) || !URL.canParse(candidate)) return false;
  return ['http:', 'https:'].includes(new URL(candidate).protocol);
}
