// The props of React components, and the keys of the types that props are of, as the compiler sees them.
import { join } from 'node:path';
import {
  API,
  type Checker,
  type Symbol as CompilerSymbol,
  type Project,
  SignatureKind,
  SymbolFlags,
} from 'typescript/unstable/sync';
import { root } from '../lib/root.ts';

export interface Prop {
  name: string;
  /** As it was written. */
  type: string;
  optional: boolean;
  /** Of its docstring, on one line. */
  text: string;
  /** The interface that declares it. */
  from: string;
}

export interface Component {
  name: string;
  props: Prop[];
}

export interface Exports {
  components: Component[];
  /** What a key of each exported type is for, by the name of the type. */
  types: Record<string, Prop[]>;
}

/** What modules export, by the path of the module from the project's root. */
export function exportsOf(entries: readonly string[]): Record<string, Exports> {
  const api = new API({ cwd: root });
  try {
    const config = join(root, 'client/tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error(`${config} is no project`);
    return Object.fromEntries(entries.map((entry) => [entry, exportsIn(project, entry)]));
  } finally {
    api.close();
  }
}

function exportsIn({ program, checker }: Project, entry: string): Exports {
  const file = program.getSourceFile(join(root, entry));
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${entry} exports nothing`);
  const symbols = checker
    .getExportsOfModule(module)
    .filter(({ name }) => /^[A-Z]/.test(name))
    .map((symbol) => ({ name: symbol.name, meant: checker.getAliasedSymbol(symbol) }));
  const components = symbols.flatMap(({ name, meant }) => {
    const props = propsOf(checker, meant);
    return props ? [{ name, props }] : [];
  });
  const types = symbols
    .filter(({ meant }) => (meant.flags & SymbolFlags.Interface) !== 0)
    .map(({ name, meant }) => [name, keysOf(checker, meant)]);
  return {
    components: components.sort((a, b) => a.name.localeCompare(b.name)),
    types: Object.fromEntries(types),
  };
}

function keysOf(checker: Checker, symbol: CompilerSymbol): Prop[] {
  return inOrder(checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)), checker);
}

/** The compiler's own order changes with files that have nothing to do with them; that of the sources does not. */
function inOrder(properties: readonly CompilerSymbol[], checker: Checker): Prop[] {
  const placed = properties.map((symbol) => {
    const declaration = symbol.declarations[0]?.resolve();
    return { symbol, file: declaration?.getSourceFile().fileName ?? '', at: declaration?.pos ?? 0 };
  });
  // A page declares its own props, in screens/, and shares those of hooks/ and forms/.
  placed.sort((a, b) => b.file.localeCompare(a.file) || a.at - b.at);
  return placed.map(({ symbol }) => asProp(checker, symbol));
}

/** Null for what is no component: a type, a class, or a function that gives nothing to render. */
function propsOf(checker: Checker, symbol: CompilerSymbol): Prop[] | null {
  const type = symbol.valueDeclaration && checker.getTypeOfSymbol(symbol);
  const signature = type && checker.getSignaturesOfType(type, SignatureKind.Call)[0];
  const rendered = signature && checker.getReturnTypeOfSignature(signature);
  if (!rendered || !/Element|ReactNode|ReactPortal/.test(checker.typeToString(rendered))) return null;
  const props = signature.getParameters()[0] && checker.getParameterType(signature, 0);
  return props ? inOrder(checker.getPropertiesOfType(props), checker) : [];
}

function asProp(checker: Checker, prop: CompilerSymbol): Prop {
  const type = checker.getTypeOfSymbol(prop);
  const written = prop.declarations[0]?.resolve()?.getText();
  return {
    name: prop.name,
    type: typeIn(written) ?? (type ? checker.typeToString(type) : 'unknown'),
    optional: (prop.flags & SymbolFlags.Optional) !== 0,
    text: prop
      .getDocumentationComment(checker)
      .trim()
      .replace(/\s*\n\s*/g, ' '),
    from: prop.getParent()?.name ?? '',
  };
}

/** The type in `name?: type;` or `name?(parameters): type;`, on one line. */
function typeIn(declaration: string | undefined): string | undefined {
  const [, colon, type] = /^\w+\??(:?)\s*([\s\S]*?);?$/.exec(declaration ?? '') ?? [];
  const text = type
    ?.replace(/\s+/g, ' ')
    .replace(/,? ([)}])/g, ' $1')
    .replace(/ \)/g, ')')
    .replace(/\( /g, '(');
  return colon ? text : text?.replace(/\): (?!.*\): )/, ') => ');
}
