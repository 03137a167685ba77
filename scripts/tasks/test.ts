// The tests, with all they need: Chromium, Redis, and everything built. Arguments go to vitest, as filters.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInForeground } from '../bootstrap/foreground.cjs';
import { buildStale, TARGETS } from '../lib/build.ts';
import { root } from '../lib/root.ts';
import { closingLine, isGood, tallyOf } from '../lib/tally.ts';
import { provideTestPrograms } from '../lib/test-programs.ts';

const programs = provideTestPrograms();
buildStale(Object.keys(TARGETS));

const folder = mkdtempSync(join(tmpdir(), 'userdb-test-'));
const report = join(folder, 'report.json');
const exitCode = await runInForeground(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, env: { ...process.env, ...programs } },
);
const tally = tallyOf(readIfThere(report), exitCode);
rmSync(folder, { recursive: true });

process.exitCode = isGood(tally) ? 0 : 1;
process.stdout.write(`${closingLine(tally)}\n`);

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
