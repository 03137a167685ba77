// A file with some bytes, open for reading, for one test.

import type { FileHandle } from 'node:fs/promises';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export async function temporaryFile(content: string | Buffer): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'userdb-file-'));
  const path = join(folder, 'file');
  await writeFile(path, content);
  const file = await open(path, 'r');
  onTestFinished(async () => {
    await file.close();
    await rm(folder, { recursive: true, force: true });
  });
  return file;
}
