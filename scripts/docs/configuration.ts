// docs/configuration.md from defaults.yml: the comments over the keys are the reference.
import { isMap, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';

const HEAD = `# Configuration

Every key that userdb reads, made from the comments in \`defaults.yml\` (\`npm run docs\` writes this page anew).

\`userdb.initialize(app, options)\` takes these keys as an object, \`npm run serve -- --config FILE\` as YAML. What you say is
merged over the defaults: objects key by key, everything else (lists too) as a whole; \`undefined\` changes nothing. All
that is wrong is refused together, a line for each key:

\`\`\`
passwordPolicy.length: takes a whole number from 1 to 128 (got "eight")
passwordPolicy.lenght: there is no such key; did you mean length?
\`\`\`

The library throws a \`ConfigError\` with these lines in \`problems\`; \`serve\` prints them and exits with 2. In a file,
\`\${NAME}\` stands for an environment variable, and \`\${NAME:-default}\` for one that may be missing. Spans of time are whole
seconds unless a key says otherwise.

Development is where \`NODE_ENV\` is \`development\` or \`test\`. Everywhere else userdb refuses to start with the secrets that
it ships, with mails enabled that nobody sends, and with a bcrypt cost below 10.

| key | default | what it is |
| --- | --- | --- |
`;

interface Row {
  key: string;
  standard: string;
  words: string;
}

export function configurationPage(defaults: string): string {
  const { contents } = parseDocument(defaults);
  if (!isMap(contents)) throw new Error('defaults.yml is no map');
  const rows = rowsOf(contents, '');
  return HEAD + rows.map(({ key, standard, words }) => `| \`${key}\` | ${standard} | ${words} |\n`).join('');
}

function rowsOf(map: YAMLMap, above: string): Row[] {
  return map.items.flatMap((pair, i) => {
    const name = String(isScalar(pair.key) ? pair.key.value : pair.key);
    const key = above ? `${above}.${name}` : name;
    const words = wordsOver(pair, i === 0 ? map : null);
    const { value } = pair;
    if (!isMap(value) || value.flow || value.items.length === 0) {
      return [{ key, standard: `\`${source(value as Node)}\``, words }];
    }
    const inner = rowsOf(value, key);
    return words ? [{ key, standard: '', words }, ...inner] : inner;
  });
}

/** A comment over the first key of a map belongs to the map, as the parser sees it. */
function wordsOver(pair: Pair, map: YAMLMap | null): string {
  const own = (pair.key as Node).commentBefore ?? map?.commentBefore ?? '';
  // A blank line in a comment ends what is about the file as a whole.
  const last = own.split(/\n\s*\n/).at(-1) ?? '';
  return last
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
}

function source(node: Node): string {
  return JSON.stringify(node.toJSON()).replaceAll('|', '\\|');
}
