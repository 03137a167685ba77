// The titles of the tests, read from their sources without running them.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

export interface TestTitle {
  /** What varies from case to case is `…`. */
  title: string;
  /** The title of the innermost group that it is in; empty outside of any. */
  group: string;
  /** From the root of the repository: test/contract/2.1-login.test.ts */
  file: string;
}

const TEST = ['it', 'test'];
const GROUP = ['describe'];

/** The titles of all tests below a root, file by file, in the order of their sources. */
export function testTitles(root: string): TestTitle[] {
  const files = globSync('test/**/*.test.{ts,tsx}', { cwd: root }).toSorted();
  return files.flatMap((file) => {
    const titles: TestTitle[] = [];
    const { program } = parseSync(file, readFileSync(join(root, file), 'utf8'));
    const groups: string[] = [];
    new Visitor({
      CallExpression(call) {
        const name = calledName(call.callee);
        const title = titleIn(call);
        if (title === undefined) return;
        if (GROUP.includes(name)) groups.push(title);
        if (TEST.includes(name)) titles.push({ title, group: groups.at(-1) ?? '', file });
      },
      'CallExpression:exit'(call) {
        if (GROUP.includes(calledName(call.callee)) && titleIn(call) !== undefined) groups.pop();
      },
    }).visit(program);
    return titles;
  });
}

/** The name that a call begins with: `it` of `it(…)` and of `it.each(…)(…)`. */
function calledName(callee: ESTree.Expression | ESTree.Super): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'CallExpression') return calledName(callee.callee);
  return callee.type === 'MemberExpression' ? calledName(callee.object) : '';
}

function titleIn({ arguments: [first] }: ESTree.CallExpression): string | undefined {
  if (first?.type === 'Literal' && typeof first.value === 'string') return general(first.value);
  if (first?.type !== 'TemplateLiteral') return undefined;
  return general(first.quasis.map(({ value }) => value.cooked ?? value.raw).join('…'));
}

/** What vitest puts a case's values in place of. */
function general(title: string): string {
  return title.replace(/%(?:\.\d+)?[sdifjo]|\$[a-z]\w*/gi, '…');
}
