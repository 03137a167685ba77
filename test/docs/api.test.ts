// Every example of docs/api.md runs, as a module of its own on a database of its own, and prints what it says it prints.
import { format } from 'node:util';
import express from 'express';
import { expect, onTestFinished, test, vi } from 'vitest';
import { apiFunctions, CAST } from '../../scripts/docs/api.ts';
import { Userdb as Class, createUserdb } from '../../server/userdb.ts';
import { merged, TEST_OPTIONS } from '../api/options.ts';

const EXAMPLES = apiFunctions().flatMap(({ prefix, functions }) =>
  functions.flatMap(({ name, examples }) =>
    examples.map((example, i) => ({ name: `${prefix}${name}${examples.length > 1 ? `, ${i + 1}` : ''}`, example })),
  ),
);

/** What an example is given in place of its imports. */
interface Given {
  userdb: object;
  createUserdb: typeof createUserdb;
  express: typeof express;
  console: { log(...parts: unknown[]): void };
}

test.each(EXAMPLES)('$name', async ({ example }) => {
  const printed: string[] = [];
  await run(`${CAST}\n${example}`, {
    userdb: testUserdb(),
    createUserdb,
    express,
    console: { log: (...parts) => void printed.push(format(...parts).replace(/\s+/g, ' ')) },
  });
  const expected = expectedOf(example);
  expect(expected.length).toBeGreaterThan(0);
  // Callbacks are called when the module is through.
  await vi.waitFor(() => expect(printed).toHaveLength(expected.length));
  expect(printed).toEqual(expected);
});

test('an example that prints something else would be noticed', async () => {
  const printed: string[] = [];
  const console = { log: (text: unknown) => void printed.push(String(text)) };
  await run('console.log(await userdb.one());', { userdb: { one: async () => 1 }, createUserdb, express, console });
  expect(printed).toEqual(['1']);
  expect(expectedOf('console.log(1); // → 2\nconsole.log(a,\n  b);\n// → 3 4')).toEqual(['2', '3 4']);
});

test('there are examples of both manners', () => {
  const told = EXAMPLES.filter(({ example }) => /\(error(, \w+)?\) => \{/.test(example));
  expect(told.length).toBeGreaterThan(2);
  expect(EXAMPLES.length).toBeGreaterThan(50);
});

/** `// → what is printed`, behind the call or below it. */
function expectedOf(example: string): string[] {
  return [...example.matchAll(/\/\/ → (.*)$/gm)].map(([, text = '']) => text);
}

function testUserdb(): object {
  const userdb = createUserdb();
  onTestFinished(() => userdb.close());
  const initialize = (app: object, options: object) =>
    Class.prototype.initialize.call(userdb, app, merged(TEST_OPTIONS, options));
  return Object.assign(userdb, { initialize, createUserdb });
}

let count = 0;

/** Runs code as an ES module, its imports replaced by what it is given. */
async function run(code: string, given: Given): Promise<void> {
  const key = `userdb example ${++count}`;
  const names = Object.keys(given).join(', ');
  const body = code.replace(/^import .*$/gm, '');
  Object.assign(globalThis, { [key]: given });
  const module = `const { ${names} } = globalThis[${JSON.stringify(key)}];\n${body}`;
  await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(module)}`);
}
