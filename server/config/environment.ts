// ${NAME} and ${NAME:-default} in the values of a configuration file.

const PLACEHOLDER = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * Puts environment variables into every text of `file`.
 *
 * @param defaults  the values that say which texts stand for numbers and for true or false
 * @param problems  gets a line for each variable that is neither set nor has a default
 */
export function fillIn(
  file: unknown,
  defaults: unknown,
  env: NodeJS.ProcessEnv,
  problems: string[],
  key = '',
): unknown {
  if (typeof file === 'string') return fillInText(file, defaults, env, problems, key);
  if (Array.isArray(file)) return file.map((item, i) => fillIn(item, undefined, env, problems, `${key}[${i}]`));
  if (typeof file !== 'object' || file === null) return file;
  return Object.fromEntries(
    Object.entries(file).map(([name, value]) => {
      const standard = (defaults as Record<string, unknown> | null | undefined)?.[name];
      return [name, fillIn(value, standard, env, problems, key ? `${key}.${name}` : name)];
    }),
  );
}

function fillInText(text: string, standard: unknown, env: NodeJS.ProcessEnv, problems: string[], key: string): unknown {
  let filled = false;
  const result = text.replace(PLACEHOLDER, (_, name: string, otherwise: string | undefined) => {
    filled = true;
    const value = env[name] || otherwise;
    if (value === undefined) problems.push(`${key}: takes the environment variable ${name}, which is not set`);
    return value ?? '';
  });
  return filled ? asKindOf(standard, result) : result;
}

/** The environment has only texts: one that stands where a number or a flag belongs becomes that. */
function asKindOf(standard: unknown, text: string): unknown {
  if (typeof standard === 'number' && /^-?\d+$/.test(text)) return Number(text);
  if (typeof standard === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}
