// Configurations on top of each other, and paths into them.
import { isFunction, isObject } from './values.ts';

/**
 * `over` on top of `base`: plain objects key by key, everything else as a whole; undefined changes nothing. What
 * comes out shares no data with the caller's.
 */
export function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (Array.isArray(over)) return over.map((item) => merge(undefined, item));
  if (!isPlain(over) || (!isPlain(base) && works(over))) return over;
  const merged: Record<string, unknown> = isPlain(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(over)) {
    // Own keys only: a file with __proto__ in it gets the line about an unknown key.
    Object.defineProperty(merged, key, {
      value: merge(Object.hasOwn(merged, key) ? merged[key] : undefined, value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return merged;
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  return isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** Not data: a logger or a store stays the object that it is. */
function works(value: Record<string, unknown>): boolean {
  return Object.values(value).some(isFunction);
}

/** What is at a path; undefined where there is nothing. */
export function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

/** `value` as the only thing in objects of these keys. */
export function nested(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

/** The value without some keys of the object at a path. */
export function without(value: unknown, [first, ...rest]: readonly PropertyKey[], keys: readonly string[]): unknown {
  if (!isPlain(value)) return value;
  if (first !== undefined) return { ...value, [first]: without(value[String(first)], rest, keys) };
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Freezes what is data, all the way down; a logger or a store stays usable. */
export function freeze<T extends object>(config: T): T {
  Object.values(config).forEach(freezeData);
  return Object.freeze(config);
}

function freezeData(value: unknown): void {
  if (!Array.isArray(value) && !(isPlain(value) && !works(value))) return;
  Object.values(value).forEach(freezeData);
  Object.freeze(value);
}
