// Reads the configuration once, checks it whole, and refuses all that is wrong with it together.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { fillIn } from './environment.ts';
import { type Config, configSchema, type Options } from './schema.ts';
import { mismatches } from './sense.ts';
import { isFunction, isObject } from './values.ts';

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
  const filled = new Set<string>();
  const defaults = parse(readFileSync(DEFAULTS, 'utf8')) as Record<string, unknown>;
  const fromFile = file === undefined ? {} : fillIn(readYaml(file), env, filled, problems);
  const merged = withKinds([standard, fromFile, options].reduce<unknown>(merge, defaults), filled);

  const checked = configSchema.safeParse(merged);
  const issues = checked.success ? [] : checked.error.issues;
  problems.push(...issues.flatMap((issue) => describe(issue, merged, defaults)));
  // With the defaults in place of what was refused, the rest can be looked at together all the same.
  const usable = checked.success ? checked.data : repaired(merged, issues, defaults);
  const blamed = new Set(problems.map(keyOf));
  const further = [...(usable ? mismatches(usable, env) : []), ...inheritances(merged)];
  problems.push(...further.filter((line) => !blamed.has(keyOf(line))));
  if (!checked.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);

  return freeze(checked.data);
}

const keyOf = (line: string) => line.slice(0, line.indexOf(': '));

/** The environment has only texts: where the schema takes none, the number or the flag that the text spells. */
function withKinds(merged: unknown, filled: ReadonlySet<string>): unknown {
  const { error } = configSchema.safeParse(merged);
  const texts = (error?.issues ?? []).filter(({ path }) => filled.has(path.join('.')));
  return texts.reduce((config, { path }) => merge(config, nested(path, spelled(String(at(config, path))))), merged);
}

function spelled(text: string): unknown {
  if (/^-?\d+$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function repaired(merged: unknown, issues: readonly Issue[], defaults: unknown): Config | null {
  if (!isObject(merged)) return null;
  const wrong = issues.filter(({ code }) => code !== 'unrecognized_keys');
  return wrong.reduce<unknown>((config, { path }) => merge(config, nested(path, at(defaults, path))), merged) as Config;
}

/** `value` as the only thing in objects of these keys. */
function nested(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

/** The schema passes over `__proto__` where it takes any key. */
function inheritances(value: unknown, key = ''): string[] {
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const inside = key ? `${key}.${name}` : name;
    return name === '__proto__' ? [`${inside}: there is no such key`] : inheritances(inner, inside);
  });
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

/**
 * `over` on top of `base`: plain objects key by key, everything else as a whole; undefined changes nothing. What
 * comes out shares no data with the caller's.
 */
function merge(base: unknown, over: unknown): unknown {
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

function isPlain(value: unknown): value is Record<string, unknown> {
  return isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** Not data: a logger or a store stays the object that it is. */
function works(value: Record<string, unknown>): boolean {
  return Object.values(value).some(isFunction);
}

type Issue = z.core.$ZodIssue;

/** The lines of one problem: the key, what it takes, and what it got. */
function describe(issue: Issue, merged: unknown, defaults: unknown): string[] {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys((at(defaults, issue.path) as object | undefined) ?? {});
    return issue.keys.map((name) => `${key ? `${key}.` : ''}${name}: there is no such key${suggestion(name, known)}`);
  }
  const got = at(merged, issue.path);
  if (issue.code === 'invalid_type') return [`${key || 'configuration'}: takes keys with values (got ${kindOf(got)})`];
  return [`${key}: ${issue.message} (got ${show(key, got)})`];
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function kindOf(got: unknown): string {
  if (got === null) return 'null';
  if (typeof got === 'string') return 'text';
  return Array.isArray(got) ? 'a list' : `a ${typeof got}`;
}

const SECRET = /secret|signingKey|auth|pass|connection|tls/i;
/** The part of an address that has a user and a password in it. */
const CREDENTIALS = /\S*:\S*@/g;

/** A wrong value as far as a log may have it. */
function show(key: string, got: unknown): string {
  if (got === undefined) return 'nothing';
  if (typeof got === 'function') return 'a function';
  if (/(^|\.)(secret|tokenSigningKey|auth|tls)$/.test(key)) {
    return typeof got === 'string' ? `${got.length} characters` : kindOf(got);
  }
  const hide = (inner: string, value: unknown) => {
    if (inner !== '' && SECRET.test(inner)) return '…';
    return typeof value === 'string' ? value.replace(CREDENTIALS, '…@') : value;
  };
  const shown = JSON.stringify(got, hide);
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

function freeze(config: Config): Config {
  Object.values(config).forEach(freezeData);
  return Object.freeze(config);
}

function freezeData(value: unknown): void {
  if (!Array.isArray(value) && !(isPlain(value) && !works(value))) return;
  Object.values(value).forEach(freezeData);
  Object.freeze(value);
}
