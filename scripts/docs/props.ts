// The props of React components, as the compiler sees them.
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

/** The components that modules export, by the path of the module from the project's root. */
export function componentsOf(entries: readonly string[]): Record<string, Component[]> {
  const api = new API({ cwd: root });
  try {
    const config = join(root, 'client/tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error(`${config} is no project`);
    return Object.fromEntries(entries.map((entry) => [entry, componentsIn(project, entry)]));
  } finally {
    api.close();
  }
}

function componentsIn({ program, checker }: Project, entry: string): Component[] {
  const file = program.getSourceFile(join(root, entry));
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${entry} exports nothing`);
  return checker
    .getExportsOfModule(module)
    .filter(({ name }) => /^[A-Z]/.test(name))
    .flatMap((symbol) => {
      const props = propsOf(checker, checker.getAliasedSymbol(symbol));
      return props ? [{ name: symbol.name, props }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Null for what is no component: a type, a class, or a function that gives nothing to render. */
function propsOf(checker: Checker, symbol: CompilerSymbol): Prop[] | null {
  const type = symbol.valueDeclaration && checker.getTypeOfSymbol(symbol);
  const signature = type && checker.getSignaturesOfType(type, SignatureKind.Call)[0];
  const rendered = signature && checker.getReturnTypeOfSignature(signature);
  if (!rendered || !/Element|ReactNode|ReactPortal/.test(checker.typeToString(rendered))) return null;
  const props = signature.getParameters()[0] && checker.getParameterType(signature, 0);
  return props ? checker.getPropertiesOfType(props).map((prop) => asProp(checker, prop)) : [];
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
