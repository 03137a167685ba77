// What the client weighs beside its limits, and what the packages of others weigh: npm run size, npm run size -- --others
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { startServer } from '../../server/server.ts';
import { appConfig } from '../../vite.config.ts';
import { fail, say } from '../bootstrap/say.cjs';
import { root } from '../lib/root.ts';
import { LIBRARY_BUDGETS, VISIT_BUDGETS } from '../lib/size/budgets.ts';
import { inProduction } from '../lib/size/bundle.ts';
import { visitor } from '../lib/size/firstVisit.ts';
import { buildLibrary } from '../lib/size/library.ts';
import { type Measured, measureOthers } from '../lib/size/others.ts';

const PAGE = join(root, 'docs/size.md');
/** In the page, before what was measured of others. */
const MARK = '<!-- others: written by npm run size -- --others -->';

interface Row {
  what: string;
  limit: number;
  /** Bytes. */
  measured: number;
  /** Bytes that are loaded when something calls for them. */
  later: number;
}

const options = process.argv.slice(2);
if (options.some((option) => option !== '--others')) fail('size takes one option: --others');

const rows = [...(await measureLibrary()), ...(await measureVisits())];
const ours = table(
  ['what', 'limit', 'measured', 'and later', ''],
  rows.map(({ what, limit, measured, later }) => [
    what,
    kilo(limit),
    kilo(measured),
    laterText(later),
    measured <= limit ? 'ok' : 'OVER',
  ]),
);
if (options.includes('--others')) {
  const others = await measureOthers(say);
  writeFileSync(PAGE, pageOf(ours, othersTable(others), new Date().toISOString().slice(0, 10)));
}
process.stdout.write(`${ours}\n\n${lastOthers()}\n`);

const over = rows.filter(({ limit, measured }) => measured > limit);
if (over.length > 0) fail(`${over.length} of ${rows.length} are over their limit`);

async function measureLibrary(): Promise<Row[]> {
  const library = await buildLibrary();
  try {
    const measured: Row[] = [];
    for (const { what, limit, measure } of LIBRARY_BUDGETS) {
      const { now, later } = await measure(library);
      measured.push({ what, limit, measured: now, later });
    }
    return measured;
  } finally {
    library.remove();
  }
}

/** Of the app on the server, both from the sources. */
async function measureVisits(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-app-'));
  const app = appConfig();
  await inProduction(() => build({ ...app, logLevel: 'error', build: { ...app.build, outDir: folder } }));
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    surroundings: { env: { NODE_ENV: 'development' } },
    options: {
      endpoints: { register: { enabled: true }, verify: { enabled: true } },
      database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
      spa: { enabled: true, index: join(folder, 'index.html') },
      logger: { error() {}, info() {}, debug() {} },
    },
  });
  try {
    const visit = visitor(server.url);
    const [first, second] = [await visit('/login'), await visit('/forgot')];
    return VISIT_BUDGETS.map(({ what, limit, measure }) => ({
      what,
      limit,
      measured: measure(first, second),
      later: 0,
    }));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function othersTable(others: Measured[]) {
  return table(
    ['package', 'version', 'measured', 'and later', ''],
    others.map(({ name, version, size, note }) => [
      name,
      version,
      size ? kilo(size.now) : '–',
      laterText(size?.later),
      note,
    ]),
  );
}

function pageOf(own: string, others: string, date: string) {
  return `# What the client weighs

Kilobytes are 1,000 bytes of gzip at its highest level. The library is measured in a host's own build: Vite, minified,
React and the bundler's own loader of files left out. What counts is everything that an import needs before anything of it
shows; what is loaded once something calls for it, such as the account page, stands beside it as "and later". The app that
the server ships is measured as it comes over the wire, React and router among it. \`npm run size\` measures again, and
\`npm test\` fails above a limit.

${own}

## Others

What a sign-in page imports of each, in the same build. \`npm run size -- --others\` installs the newest version of each
from the npm registry into a temporary folder outside of the checkout, without running its scripts, and measures again.
Measured on ${date}.

${MARK}

${others}
`;
}

/** As they were measured last. */
function lastOthers() {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const [, date, , others] = /Measured on (\S+)\.\n+(<!--.*-->)\n+([\s\S]*)/.exec(page) ?? [];
  if (!date || !others) return 'Others: npm run size -- --others';
  return `Others, measured on ${date}; again by npm run size -- --others\n\n${others.trim()}`;
}

function laterText(bytes = 0) {
  const text = kilo(bytes);
  return bytes < 0 || text === kilo(0) ? '' : text;
}

function kilo(bytes: number) {
  return `${(bytes / 1000).toFixed(2)} kB`;
}

/** As Markdown, aligned for whoever reads it in a terminal. */
function table(head: string[], body: string[][]) {
  const width = head.map((_, column) => Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(width[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(width.map((dashes) => '-'.repeat(dashes))), ...body.map(line)].join('\n');
}
