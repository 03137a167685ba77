// ${NAME} and ${NAME:-default} in the values of a configuration file.

const PLACEHOLDER = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * Puts environment variables into every text of `file`.
 *
 * @param filled    gets the key of each text that came from a variable
 * @param problems  gets a line for each variable that is neither set nor has a default
 */
export function fillIn(
  file: unknown,
  env: NodeJS.ProcessEnv,
  filled: Set<string>,
  problems: string[],
  key = '',
): unknown {
  if (typeof file === 'string') return fillInText(file, env, filled, problems, key);
  if (Array.isArray(file)) return file.map((item, i) => fillIn(item, env, filled, problems, `${key}[${i}]`));
  if (typeof file !== 'object' || file === null) return file;
  return Object.fromEntries(
    Object.entries(file).map(([name, value]) => [
      name,
      fillIn(value, env, filled, problems, key ? `${key}.${name}` : name),
    ]),
  );
}

/** Undefined when a variable is missing: that is said, and nothing else is wrong with the key. */
function fillInText(
  text: string,
  env: NodeJS.ProcessEnv,
  filled: Set<string>,
  problems: string[],
  key: string,
): string | undefined {
  let missing = false;
  const result = text.replace(PLACEHOLDER, (_, name: string, otherwise: string | undefined) => {
    filled.add(key);
    const value = env[name] || otherwise;
    if (value !== undefined) return value;
    missing = true;
    problems.push(`${key}: takes the environment variable ${name}, which is not set`);
    return '';
  });
  return missing ? undefined : result;
}
