// What users may keep of their own in customData: a bounded heap of JSON that no key can turn against a program.
import { UserdbError } from '../errors.ts';
import { isHidden } from '../transformers/publicUser.ts';

type CustomData = Record<string, unknown>;

/** Bytes of JSON in all. */
const MOST_BYTES = 16_384;
/** Objects in objects. */
const DEEPEST = 10;
/** Keys that reach into every object of a program which copies them without a thought. */
const NOT_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What was sent as customData, without the keys that are not for users to set.
 *
 * @throws UserdbError CUSTOM_DATA_MALFORMED when it is no object, or nested too deep
 */
export function readCustomData(value: unknown): CustomData {
  if (!isObject(value)) throw new UserdbError('CUSTOM_DATA_MALFORMED', { field: 'customData' });
  // What is never sent, users can neither write nor remove.
  return Object.fromEntries(Object.entries(copied(value, DEEPEST)).filter(([name]) => !isHidden(name)));
}

/**
 * The present keys with the sent ones over them; null removes a key.
 *
 * @throws UserdbError FIELD_TOO_LONG
 */
export function mergeCustomData(present: CustomData, sent: CustomData): CustomData {
  const removed = new Set(Object.keys(sent).filter((name) => sent[name] === null));
  const merged = Object.entries({ ...present, ...sent }).filter(([name]) => !removed.has(name));
  const together = Object.fromEntries(merged);
  if (Buffer.byteLength(JSON.stringify(together)) > MOST_BYTES) {
    throw new UserdbError('FIELD_TOO_LONG', { field: 'customData', label: 'customData', most: MOST_BYTES });
  }
  return together;
}

function copied(value: CustomData, depth: number): CustomData {
  const entries = Object.entries(value).filter(([name]) => !NOT_KEYS.has(name));
  return Object.fromEntries(entries.map(([name, inner]) => [name, copiedValue(inner, depth - 1)]));
}

function copiedValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw new UserdbError('CUSTOM_DATA_MALFORMED', { field: 'customData' });
  return isObject(value) ? copied(value, depth) : (value as unknown[]).map((inner) => copiedValue(inner, depth - 1));
}

function isObject(value: unknown): value is CustomData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
