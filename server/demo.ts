// The program behind `npm start`: everything on, an embedded database, a mailbox in place of a mail server, and one
// user to sign in as.
import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Options } from './config/schema.ts';
import { portOf } from './port.ts';
import { startServer, toldToEnd, UI_INDEX } from './server.ts';
import { Userdb } from './userdb.ts';
import { addUser } from './workflows/addUser.ts';

const FOLDER = '.data';
const HOST = '127.0.0.1';
const DEMO_USER = { email: 'ada@example.com', password: 'engine-of-1843', givenName: 'Ada', surname: 'Lovelace' };

const OPTIONS: Options = {
  spa: { enabled: true, index: UI_INDEX, meta: { 'userdb-app-name': 'userdb demo', 'userdb-mailbox': '/mailbox' } },
  endpoints: {
    register: { enabled: true, roles: ['member'] },
    verify: { enabled: true },
    expired: { enabled: true },
  },
  passwordsCantMatch: 3,
  disableAccountAfterFailedLoginAttempts: 10,
  session: { store: 'database' },
  database: { options: { client: 'better-sqlite3', connection: { filename: `${FOLDER}/userdb.sqlite` } } },
  email: {
    accountVerificationSuccessful: { enabled: true },
    accountWelcome: { enabled: true },
  },
  mailbox: { enabled: true },
};

async function main(): Promise<void> {
  const { PORT = '3000' } = process.env;
  const port = portOf(PORT);
  if (port === null) throw new Error(`PORT takes a number from 0 to 65535 (got ${JSON.stringify(PORT)})`);
  assertWritable(FOLDER);
  const surroundings = { env: { ...process.env, NODE_ENV: 'development' } };
  const told = toldToEnd();
  const server = await startServer({ options: OPTIONS, port, host: HOST, surroundings });
  await addUser(await Userdb.contextOf(server.userdb), {
    ...DEMO_USER,
    account: 'default',
    roles: ['admin', 'member'],
  });

  console.log(`
  userdb demo   ${server.url}
  sign in as    ${DEMO_USER.email}  ${DEMO_USER.password}
  mail goes to  ${server.url}/mailbox
  everything is kept in ${FOLDER}/userdb.sqlite. Ctrl+C ends it.
`);
  await told;
  await server.stop();
  process.exit(0);
}

function assertWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Error(
      `${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): start it in a folder of yours`,
    );
  }
}

function fail(error: unknown): void {
  console.error(`userdb cannot start: ${(error as Error).message}`);
  process.exit(1);
}

main().catch(fail);
