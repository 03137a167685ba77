// Reads the configuration once, checks it whole, and refuses all that is wrong with it together.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { fillIn } from './environment.ts';
import { at, freeze, merge, nested, without } from './merge.ts';
import { describe, type Issue, inheritances } from './refusals.ts';
import { type Config, configSchema, type Options } from './schema.ts';
import { mismatches, settleMail } from './sense.ts';
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
  const filled = new Set<string>();
  const defaults = parse(readFileSync(DEFAULTS, 'utf8')) as Record<string, unknown>;
  const fromFile = file === undefined ? {} : fillIn(readYaml(file), env, filled, problems);
  const merged = withKinds([standard, fromFile, options].reduce<unknown>(merge, defaults), filled);

  const checked = configSchema.safeParse(merged);
  const issues = checked.success ? [] : checked.error.issues;
  problems.push(...issues.flatMap((issue) => describe(issue, merged, defaults)));
  // What was not refused can be looked at together all the same.
  const usable = checked.success ? checked.data : repaired(merged, issues, defaults);
  const blamed = new Set(problems.map(keyOf));
  const further = [...(usable ? mismatches(usable, env) : []), ...inheritances(merged)];
  problems.push(...further.filter((line) => !blamed.has(keyOf(line))));
  if (!checked.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);

  return freeze(settleMail(checked.data, env));
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

/** The configuration with what was refused left out, or with the default in its place; null where that is no help. */
function repaired(merged: unknown, issues: readonly Issue[], defaults: unknown): Config | null {
  const mended = issues.reduce<unknown>((config, issue) => {
    if (issue.code === 'unrecognized_keys') return without(config, issue.path, issue.keys);
    return merge(config, nested(issue.path, at(defaults, issue.path)));
  }, merged);
  return configSchema.safeParse(mended).data ?? null;
}

function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'is not there';
  if (code === 'EISDIR') return 'is a folder';
  return `cannot be read (${code})`;
}

function readYaml(file: string): unknown {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError([`--config: ${file} ${whyUnreadable(error)}`]);
  }
  try {
    const content: unknown = parse(source) ?? {};
    if (isObject(content)) return content;
  } catch (error) {
    throw new ConfigError([
      `--config: ${file} is not YAML: ${(error as Error).message.split('\n')[0]?.replace(/:$/, '')}`,
    ]);
  }
  throw new ConfigError([`--config: ${file} takes keys with values, like those of defaults.yml`]);
}
