// Reads the configuration once, checks it whole, and refuses all that is wrong with it together.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { fillIn } from './environment.ts';
import { type Config, configSchema, type Options } from './schema.ts';
import { mismatches } from './sense.ts';
import { isObject } from './values.ts';

/** The configuration can't be used; `problems` has a line for each key that is to blame. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

export interface ConfigSources {
  /** What a program that has userdb inside takes for granted; the file wins over it. */
  standard?: Options | undefined;
  /** Path of a YAML file with keys of defaults.yml. */
  file?: string | undefined;
  /** Wins over the file. */
  options?: Options | undefined;
  env?: NodeJS.ProcessEnv | undefined;
}

const DEFAULTS = new URL('../../defaults.yml', import.meta.url);

/**
 * Merges defaults.yml, `standard`, `file` and `options`, in that order, and checks the result.
 *
 * @throws ConfigError with every problem there is
 */
export function loadConfig({ standard = {}, file, options = {}, env = process.env }: ConfigSources): Config {
  const problems: string[] = [];
  const defaults = parse(readFileSync(DEFAULTS, 'utf8')) as Record<string, unknown>;
  const fromFile = file === undefined ? {} : fillIn(readYaml(file), defaults, env, problems);
  const merged = [standard, fromFile, options].reduce<unknown>(merge, defaults);

  const checked = configSchema.safeParse(merged);
  if (!checked.success) problems.push(...checked.error.issues.flatMap((issue) => describe(issue, merged, defaults)));
  else problems.push(...mismatches(checked.data, env));
  if (!checked.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);

  return freeze(checked.data);
}

function readYaml(file: string): unknown {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError([`--config: cannot read ${file} (${(error as NodeJS.ErrnoException).code})`]);
  }
  try {
    const content: unknown = parse(source) ?? {};
    if (isObject(content)) return content;
  } catch (error) {
    throw new ConfigError([`--config: ${file} is not YAML: ${(error as Error).message.split('\n')[0]}`]);
  }
  throw new ConfigError([`--config: ${file} takes keys with values, like those of defaults.yml`]);
}

/** `over` on top of `base`: plain objects key by key, everything else as a whole; undefined changes nothing. */
function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isPlain(base) || !isPlain(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    // Own keys only: a file with __proto__ in it gets the line about an unknown key.
    Object.defineProperty(merged, key, {
      value: Object.hasOwn(merged, key) ? merge(merged[key], value) : value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return merged;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

type Issue = z.core.$ZodIssue;

/** The lines of one problem: the key, what it takes, and what it got. */
function describe(issue: Issue, merged: unknown, defaults: unknown): string[] {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys((at(defaults, issue.path) as object | undefined) ?? {});
    return issue.keys.map((name) => `${key ? `${key}.` : ''}${name}: there is no such key${suggestion(name, known)}`);
  }
  const takes = issue.code === 'invalid_type' ? 'takes keys with values' : issue.message;
  return [`${key || 'configuration'}: ${takes} (got ${show(key, at(merged, issue.path))})`];
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function show(key: string, got: unknown): string {
  if (got === undefined) return 'nothing';
  if (/secret|key$|auth|pass\b|connection|store/i.test(key)) {
    return typeof got === 'string' ? `${got.length} characters` : Array.isArray(got) ? 'a list' : typeof got;
  }
  if (typeof got === 'function') return 'a function';
  const shown = JSON.stringify(got, (inner, value) => (/secret|pass|key/i.test(inner) ? '…' : value)) ?? typeof got;
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}

function suggestion(name: string, known: string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const near = known.find((other) => plain(other) === plain(name) || distance(plain(other), plain(name)) <= 2);
  return near
    ? `; did you mean ${near}?`
    : known.length > 0 && known.length <= 12
      ? `; there are ${known.join(', ')}`
      : '';
}

/** Levenshtein's distance: how many letters to add, drop or change to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

function freeze<T>(value: T): T {
  if (Array.isArray(value) || isPlain(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
