/** What one test file makes and others use too, for the length of a run: in a folder that goes away with it. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    sharedFolder: string;
  }
}

/** For the runner: before all tests, and, by what it returns, after them. */
export default function provideFolder(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-shared-'));
  project.provide('sharedFolder', folder);
  return () => rmSync(folder, { recursive: true });
}

/** What `make` makes, from whichever test file needs it first. Two at the same time make it twice, and nobody waits. */
export async function shared<T>(name: string, make: () => Promise<T>): Promise<T> {
  const file = join(inject('sharedFolder'), name);
  if (existsSync(file)) return deserialize(readFileSync(file)) as T;
  const made = await make();
  const own = `${file}.${process.pid}`;
  writeFileSync(own, serialize(made));
  // In one step, so that nobody reads half of it.
  renameSync(own, file);
  return made;
}
