import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, ROOT, roomOf, sourceFiles } from './imports.ts';

const SERVER = sourceFiles('server');
const CLIENT = sourceFiles('client');
const IMPORTS = [...SERVER, ...CLIENT].flatMap(importsOf);
const atRunTime = IMPORTS.filter(({ typesOnly }) => !typesOnly);

const isIn = (file: string, rooms: readonly string[]) =>
  rooms.some((room) => file === room || file.startsWith(`${room}/`));
const lines = (imports: readonly Import[]) => imports.map(({ from, to }) => `${from} → ${to}`);

describe('the reader of imports', () => {
  it('finds every import there is, and each leads to a file', () => {
    const missing = IMPORTS.filter(({ to, isPackage }) => !isPackage && !existsSync(join(ROOT, to)));
    expect(lines(missing)).toEqual([]);
    expect(SERVER.length).toBeGreaterThan(50);
    expect(atRunTime.length).toBeGreaterThan(200);
  });

  it('tells types from what runs', () => {
    const byLine = new Map(importsOf('server/sessions/index.ts').map(({ to, typesOnly }) => [to, typesOnly]));
    expect(byLine.get('express-session')).toBe(true);
    expect(byLine.get('server/sessions/memory.ts')).toBe(false);
    expect(importsOf('server/sessions/redis.ts').filter(({ to }) => to === 'redis')).toContainEqual(
      expect.objectContaining({ typesOnly: false }),
    );
  });
});

describe('a package is known in its rooms only', () => {
  it.each<[RegExp, readonly string[]]>([
    [/^express$/, ['server/http', 'server/endpoints', 'server/userdb.ts', 'server/server.ts']],
    [/^express-session$/, ['server/http', 'server/sessions']],
    [/^(knex|better-sqlite3|pg|mysql2)$/, ['server/store/knex']],
    [/^(ejs|nodemailer)$/, ['server/mail']],
    [/^jose$/, ['server/tokens']],
    [/^(bcrypt|piscina|@zxcvbn-ts\/.*)$/, ['server/passwords']],
    [/^passport/, ['server/strategies', 'server/http']],
    [/^(redis|connect-redis)$/, ['server/sessions']],
    [/^rate-limiter-flexible$/, ['server/http']],
    [/^yaml$/, ['server/config', 'server/mail']],
    [/^busboy$/, ['server/http']],
    [/^(csv-parse|yauzl|sax)$/, ['server/spreadsheets']],
    [/^winston$/, ['server/logging.ts']],
    [/^helmet$/, ['server/server.ts']],
    [/^(react|react-dom|react-router)$/, ['client']],
  ])('%s in %j', (name, rooms) => {
    const strangers = atRunTime.filter(({ from, to, isPackage }) => isPackage && name.test(to) && !isIn(from, rooms));
    expect(lines(strangers)).toEqual([]);
  });

  it('and Express not even as a type below the endpoints', () => {
    const below = ['workflows', 'store', 'mail', 'passwords', 'tokens', 'audit', 'transformers', 'config'];
    const known = IMPORTS.filter(
      ({ from, to }) =>
        /^(express|knex)$/.test(to) &&
        isIn(
          from,
          below.map((room) => `server/${room}`),
        ),
    ).filter(({ from }) => !from.startsWith('server/store/knex/'));
    expect(lines(known)).toEqual([]);
  });
});

describe('a room takes from the rooms it may', () => {
  const leaves = ['server/errors.ts', 'server/time.ts', 'server/ids.ts', 'server/normalForm.ts'];

  it.each<[string, readonly string[]]>([
    ['server/store', leaves],
    ['server/passwords', leaves],
    ['server/transformers', leaves],
    ['server/audit', leaves],
    ['server/tokens', leaves],
    ['server/mail', [...leaves, 'server/audit', 'server/tokens', 'server/transformers', 'server/config']],
    [
      'server/workflows',
      [
        ...leaves,
        ...['audit', 'tokens', 'passwords', 'mail', 'transformers', 'sessions/life.ts'].map((room) => `server/${room}`),
      ],
    ],
    ['server/config', [...leaves, ...['kinds', 'templates', 'texts'].map((file) => `server/mail/${file}.ts`)]],
    ['server/sessions', [...leaves, 'server/config']],
    ['server/strategies', leaves],
    [
      'server/api',
      [
        ...leaves,
        ...['workflows', 'passwords', 'tokens', 'transformers', 'mail/kinds.ts', 'audit'].map(
          (room) => `server/${room}`,
        ),
        // What goes with requests on Express's side: guards, helpers on users, the tracer.
        ...['guards.ts', 'userHelpers.ts', 'tracer.ts'].map((file) => `server/http/${file}`),
      ],
    ],
    ['server/spreadsheets', leaves],
  ])('%s', (room, allowed) => {
    const taken = atRunTime.filter(
      ({ from, to, isPackage }) => !isPackage && isIn(from, [room]) && !isIn(to, [room, ...allowed]),
    );
    expect(lines(taken)).toEqual([]);
  });

  it('and workflows know nothing of requests, not even as types', () => {
    const known = IMPORTS.filter(
      ({ from, to }) => isIn(from, ['server/workflows']) && isIn(to, ['server/http', 'server/endpoints']),
    );
    expect(lines(known)).toEqual([]);
  });

  it('and the API is for who builds a userdb, and for who hands it on', () => {
    const takers = IMPORTS.filter(
      ({ from, to }) =>
        isIn(to, ['server/api']) && !isIn(from, ['server/api', 'server/userdb.ts', 'server/index.ts', 'server/cli']),
    );
    expect(lines(takers)).toEqual([]);
  });

  it('and nothing but the front door and the programs takes from where everything is put together', () => {
    const doors = [
      'server/index.ts',
      'server/server.ts',
      'server/standalone.ts',
      'server/demo.ts',
      'server/cli',
      'server/testing.ts',
    ];
    const takers = atRunTime.filter(({ from, to }) => to === 'server/userdb.ts' && !isIn(from, doors));
    expect(lines(takers)).toEqual([]);
  });

  it('and the client only types from the server, but for the rules of passwords', () => {
    const taken = atRunTime.filter(
      ({ from, to }) => from.startsWith('client/') && to.startsWith('server/') && to !== 'server/passwords/rules.ts',
    );
    expect(lines(taken)).toEqual([]);
    expect(importsOf('server/passwords/rules.ts')).toEqual([]);
  });

  it('and the server nothing from the client', () => {
    expect(lines(IMPORTS.filter(({ from, to }) => from.startsWith('server/') && to.startsWith('client/')))).toEqual([]);
  });

  it('and nobody from tests, scripts or examples', () => {
    expect(lines(IMPORTS.filter(({ to }) => isIn(to, ['test', 'scripts', 'examples', 'bench'])))).toEqual([]);
  });
});

describe('imports run one way', () => {
  it('between files', () => {
    expect(cycles(atRunTime, (file) => file)).toEqual([]);
  });

  it('between rooms', () => {
    expect(cycles(atRunTime, roomOf)).toEqual([]);
  });
});

it('opens nothing and starts nothing when a module is imported', () => {
  // These are programs: they do something when they are run, which is their whole purpose.
  const programs = ['server/standalone.ts', 'server/demo.ts', 'server/cli'];
  const modules = SERVER.filter((file) => !isIn(file, programs));
  const program = `
    const before = process.getActiveResourcesInfo().length;
    for (const file of ${JSON.stringify(modules)}) await import('./' + file);
    const after = process.getActiveResourcesInfo().filter((name) => name !== 'TTYWrap' && name !== 'PipeWrap');
    console.log(JSON.stringify({ left: after, listeners: process.listenerCount('exit') + process.listenerCount('SIGTERM') }));
  `;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', program],
    {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: 20_000,
    },
  );
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ left: [] });
  // It came to its end by itself.
  expect(status).toBe(0);
});

/** Groups of names that take from each other in a circle, each sorted. */
function cycles(imports: readonly Import[], nameOf: (file: string) => string): string[][] {
  const edges = new Map<string, Set<string>>();
  for (const { from, to, isPackage } of imports) {
    const [a, b] = [nameOf(from), nameOf(to)];
    if (!isPackage && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b));
  }
  const reachable = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [start];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      for (const next of edges.get(name) ?? []) {
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
      }
    }
    return seen;
  };
  const reach = new Map([...edges.keys()].map((name) => [name, reachable(name)]));
  const groups = [...edges.keys()]
    .filter((name) => reach.get(name)?.has(name))
    .map((name) => [...(reach.get(name) ?? [])].filter((other) => reach.get(other)?.has(name)).toSorted());
  return [...new Map(groups.map((group) => [group.join(), group])).values()].toSorted();
}
