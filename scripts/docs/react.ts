// The tables of props in docs/react.md, from the types of the components and of what they take. What is around them is written by hand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { type Component, type Exports, exportsOf, type Prop } from './props.ts';

const ENTRIES = {
  'userdb/react': 'client/index.ts',
  'userdb/react/admin': 'client/admin/index.ts',
  'userdb/react/router': 'client/router/index.ts',
};

/** Interfaces whose props many components take; each has a table of its own. */
const SHARED: Record<string, string> = {
  FormOptions: 'forms',
  FormLook: 'forms',
  RootProps: 'the outermost element',
  PageOptions: 'pages',
};

/** The page with its tables as they are now: each between a comment `props: …` and the next `/props`. */
export function reactPage(): string {
  const page = readFileSync(join(root, 'docs/react.md'), 'utf8');
  const found = exportsOf(Object.values(ENTRIES));
  return page.replace(/(<!-- props: (\S+) -->\n)[\s\S]*?(<!-- \/props -->)/g, (_, open, what, close) => {
    const entry = ENTRIES[what as keyof typeof ENTRIES];
    const text = entry ? tablesOf(found[entry]?.components ?? []) : namedTable(Object.values(found), what);
    return `${open}\n${text}\n${close}`;
  });
}

/** Of what many components take, or of a type that is exported. */
function namedTable(found: readonly Exports[], name: string): string {
  if (name in SHARED)
    return sharedTable(
      found.flatMap(({ components }) => components),
      name,
    );
  const keys = found.flatMap(({ types }) => types[name] ?? []);
  if (keys.length === 0) throw new Error(`docs/react.md: no exported type is called ${name}`);
  return table(keys);
}

function tablesOf(components: readonly Component[]): string {
  return components.map(section).join('\n');
}

function section({ name, props }: Component): string {
  const own = props.filter(({ from }) => !(from in SHARED));
  const shared = [...new Set(props.flatMap(({ from }) => SHARED[from] ?? []))];
  const also = shared.length > 0 ? `Takes the props of ${listed(shared)}${own.length > 0 ? ', and:' : '.'}\n` : '';
  const nothing = props.length === 0 ? 'Takes no props.\n' : '';
  return [`#### \`${name}\`\n`, also, nothing, own.length > 0 ? table(own) : ''].filter(Boolean).join('\n');
}

function sharedTable(components: readonly Component[], from: string): string {
  const props = components.flatMap((one) => one.props).filter((prop) => prop.from === from);
  return table([...new Map(props.map((prop) => [prop.name, prop])).values()]);
}

function table(props: readonly Prop[]): string {
  const rows = props.map(({ name, type, optional, text }) => {
    const required = optional ? '' : ' (required)';
    return `| \`${name}\`${required} | \`${type.replaceAll('|', '\\|')}\` | ${text.replaceAll('|', '\\|')} |`;
  });
  return `| prop | type | what for |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words);
}
