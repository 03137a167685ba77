// Which roles somebody needs, in the words of react-stormpath: `admin`, `(a || b) && !c`. Read by hand, never evaluated.

interface Person {
  roles?: readonly { name: string }[];
}

/** Whether `user` is somebody whose roles fit: all are welcome without an expression. A `_` may stand for a blank. */
export function belongs(user: Person | null, expression?: string): boolean {
  if (!user || expression === undefined) return user !== null;
  const names = user.roles?.flatMap(({ name }) => [name, name.replaceAll(' ', '_')]) ?? [];
  return holds(expression, (role) => names.includes(role));
}

/** Whether `expression` holds for somebody who has the roles that `has` knows. Throws a SyntaxError. */
export function holds(expression: string, has: (role: string) => boolean): boolean {
  const tokens = expression.match(/\|\||&&|[!()]|[^\s!()&|]+/g) ?? [];
  let at = 0;
  const value = either();
  if (at < tokens.length || tokens.length === 0) throw misread();
  return value;

  function either(): boolean {
    let value = both();
    while (tokens[at] === '||') {
      at++;
      value = both() || value;
    }
    return value;
  }

  function both(): boolean {
    let value = one();
    while (tokens[at] === '&&') {
      at++;
      value = one() && value;
    }
    return value;
  }

  function one(): boolean {
    const token = tokens[at++];
    if (token === '!') return !one();
    if (token === '(') {
      const value = either();
      if (tokens[at++] !== ')') throw misread();
      return value;
    }
    if (token === undefined || /^(\|\||&&|\))$/.test(token)) throw misread();
    return has(token);
  }

  function misread() {
    return new SyntaxError(`Cannot read the role expression "${expression}".`);
  }
}
