// Reads functions with their docstrings from a source file. The compiler in use has no API of its own, and what is
// needed here is little: a comment, a name, a list of parameters, a type.

export interface Documented {
  name: string;
  /** `name(id: string): Promise<ApiUser | undefined>`, or the name alone for what is no function. */
  signature: string;
  text: string;
  params: { name: string; text: string }[];
  returns: string | undefined;
  throws: string | undefined;
  examples: string[];
}

const DOCSTRING = /^( *)\/\*\*\n((?: *\*.*\n)+?) *\*\/\n/gm;
const ONE_LINE = /^( *)\/\*\* (.*) \*\/\n/gm;
/** `export`, `readonly`, `async` and so on, up to the name. */
const NAME = /^ *(?:export |const |readonly |async |function )*\*?(\w+)/;

/** Everything with a docstring that is a function, or has an example. */
export function documentedIn(source: string): Documented[] {
  const comments = [...source.matchAll(DOCSTRING), ...source.matchAll(ONE_LINE)].toSorted((a, b) => a.index - b.index);
  return comments.flatMap((match) => {
    const code = source.slice(match.index + match[0].length);
    const name = NAME.exec(code)?.[1];
    const signature = signatureIn(code);
    if (!name || signature === null) return [];
    return [{ name, signature: `${name}${signature}`, ...parse(match[2] ?? '') }];
  });
}

/** The parameters and the type; empty for what is no function, null for what is neither function nor property. */
function signatureIn(code: string): string | null {
  const head = NAME.exec(code)?.[0].length ?? 0;
  const start = /^(<[^(]*>)?(?:: async |: | = takesCallback\(async | = )?\(/.exec(code.slice(head));
  if (!start) return /^: \{/.test(code.slice(head)) ? '' : null;
  const open = head + start[0].length - 1;
  const close = endOf(code, open, (depth) => depth === 0);
  const rest = code.slice(close + 1);
  const type = /^: /.test(rest) ? rest.slice(0, endOfType(rest)) : '';
  return `${start[1] ?? ''}${oneLine(code.slice(open, close + 1))}${oneLine(type)}`;
}

/** Where brackets that open at `from` are closed. */
function endOf(code: string, from: number, isEnd: (depth: number) => boolean): number {
  let depth = 0;
  for (let i = from; i < code.length; i++) {
    if ('([{<'.includes(code[i] ?? '')) depth++;
    if (')]}'.includes(code[i] ?? '') || (code[i] === '>' && code[i - 1] !== '=')) depth--;
    if (isEnd(depth)) return i;
  }
  throw new Error(`a bracket is not closed: ${code.slice(from, from + 80)}`);
}

/** A type ends before the body, or before the arrow. */
function endOfType(rest: string): number {
  let depth = 0;
  for (let i = 2; i < rest.length; i++) {
    const isBody = depth === 0 && (rest.startsWith(' {\n', i) || rest.startsWith(' =>', i) || rest[i] === ';');
    if (isBody) return i;
    if ('([{<'.includes(rest[i] ?? '')) depth++;
    if (')]}>'.includes(rest[i] ?? '')) depth--;
  }
  throw new Error(`a type has no end: ${rest.slice(0, 80)}`);
}

function oneLine(code: string): string {
  return code
    .replace(/\s+/g, ' ')
    .replace(/([([{<]) /g, (_, open) => (open === '{' ? '{ ' : open))
    .replace(/,? ([)\]>])/g, '$1');
}

function parse(comment: string): Omit<Documented, 'name' | 'signature'> {
  const lines = comment
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replace(/^ *\* ?/, ''));
  const parts = lines.join('\n').split(/^(?=@\w+)/m);
  const tagged = (tag: string) =>
    parts
      .filter((part) => part.startsWith(`@${tag}`))
      .map((part) =>
        part
          .slice(tag.length + 1)
          .replace(/^[ \n]/, '')
          .trimEnd(),
      );
  return {
    text: paragraph(parts[0]?.startsWith('@') ? '' : (parts[0] ?? '')),
    params: tagged('param').map((part) => {
      const [, name = '', text = ''] = /^(\w+)\s*([\s\S]*)$/.exec(part) ?? [];
      return { name, text: paragraph(text) };
    }),
    returns: tagged('returns').map(paragraph)[0],
    throws: tagged('throws').map(paragraph)[0],
    examples: tagged('example'),
  };
}

function paragraph(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
