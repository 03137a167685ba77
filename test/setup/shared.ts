/** What one test file makes and others use too, for the length of a run: in a folder that goes away with it. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/**
 * The file or folder that `make` writes to the path it is given, for whichever test file needs it first. Two at the same
 * time make it twice, and nobody waits.
 */
export async function shared(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(inject('sharedFolder'), name);
  if (existsSync(path)) return path;
  const own = `${path}.${process.pid}`;
  await make(own);
  try {
    // In one step, so that nobody reads half of it.
    renameSync(own, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
    rmSync(own, { recursive: true });
  }
  return path;
}
