// docs/api.md from the docstrings of server/api and of what else is on a userdb.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { type Documented, documentedIn } from './docstrings.ts';

/** What runs before each example. */
export const CAST = `import express from 'express';
import userdb from 'userdb';

const app = express();
const options = {
  passwordsCantMatch: 3,
  endpoints: { verify: { enabled: true } },
  email: { accountVerificationSuccessful: { enabled: true }, accountWelcome: { enabled: true } },
};
app.use(userdb.initialize(app, options));

const acme = await userdb.findOrCreateAccount({ name: 'acme' });
const doctor = await userdb.findOrCreateRole({ name: 'doctor', account_id: acme.id });
const people = { status: 'ENABLED', account_id: acme.id };
const { id } = await userdb.findOrCreateUser(
  { email: 'ann@example.com', givenName: 'Ann', surname: 'Lee', ...people },
  'correct horse battery',
);
await userdb.findOrCreateUser({ email: 'ben@example.com', ...people }, 'correct horse battery');
await userdb.addRoleToUser(doctor, { id });
const ann = await userdb.findUserById(id);
`;

const HEAD = `# The JavaScript API

What an application and its scripts call. \`import userdb from 'userdb'\` (or \`const userdb = require('userdb')\`) is one shared
userdb, \`createUserdb()\` makes others. All functions of userdb 1 are there under their names. (\`npm run docs\` writes this page anew from the
docstrings in \`server/api\`, and a test runs every example.)

**Promise or callback.** A function whose type is a \`Promise\` can be told a callback in Node's manner as its last argument; then it
returns nothing, and calls once with the error, or with \`null\` and the result:

\`\`\`js
const user = await userdb.findUserById(id);

userdb.findUserById(id, (error, user) => {
  // …
});
\`\`\`

What a callback throws is the application's own uncaught exception.

**Who asks.** Nobody: these functions are for who runs the server, and check no rights. Called from a route of yours, they do what the
route lets people do; put \`authenticated\` and \`authorized\` before it.

**Errors** are \`UserdbError\` with \`code\`, \`status\` and \`message\`: [the table](errors.md). Everything that belongs together happens in one
transaction, or not at all. Functions wait for \`ready()\` by themselves.

**What comes back.** A user (\`ApiUser\`) has userdb 1's keys: \`id\`, \`account_id\`, \`username\`, \`email\`, \`givenName\`, \`middleName\`, \`surname\`,
\`fullName\`, \`status\`, \`customData\`, \`created_date\` and \`updated_date\` (epoch seconds), \`createdAt\` and \`modifiedAt\` (ISO 8601), \`accounts\`
(a list of one) and \`roles\`. The transformer (\`transformer\` in the [configuration](configuration.md)) adds \`href\` and \`groups\`, or whatever a
function of yours makes of it; a \`RawUser\` has not passed it. No hash and no token is in any of them: userdb 1's \`user.password\` and
\`user.emailVerificationToken\` are not there. An account (\`AdminAccount\`) has \`id\`, \`name\`, \`description\`, \`status\`, \`customData\`,
\`created_date\` and \`updated_date\`; a role (\`ApiRole\`) has the first five and \`account_id\`. Wherever a function takes a user, an account or a
role, it goes by its \`id\`, reads the rest from the database, and leaves the object as it is.

The examples go on from here:

\`\`\`js
${CAST}\`\`\`
`;

interface Section {
  title: string;
  file: string;
  /** Put before the names. */
  prefix?: string;
  only?: readonly string[];
}

const SECTIONS: readonly Section[] = [
  {
    title: 'Start and end',
    file: 'server/userdb.ts',
    only: ['initialize', 'ready', 'ping', 'close', 'config', 'createUserdb'],
  },
  {
    title: 'Guards',
    file: 'server/http/guards.ts',
    only: ['authenticated', 'authorized', 'authorizedAny', 'authorizedAll'],
  },
  { title: 'Users', file: 'server/api/users.ts' },
  { title: 'Searching', file: 'server/api/search.ts', only: ['searchForUsers', 'searchForUsersQ'] },
  { title: 'All users, one after the other', file: 'server/api/search.ts', prefix: 'users.', only: ['stream'] },
  { title: 'Passwords', file: 'server/api/passwords.ts' },
  { title: 'The ways of a user', file: 'server/api/workflowFunctions.ts' },
  { title: 'Roles', file: 'server/api/roles.ts' },
  { title: 'Accounts', file: 'server/api/accounts.ts' },
  { title: 'Mails', file: 'server/api/mails.ts' },
  { title: 'Events', file: 'server/userdb.ts', only: ['on', 'off'] },
  { title: 'The log', file: 'server/api/logging.ts', only: ['logEvent', 'log'] },
  { title: 'Users of your own', file: 'server/api/requests.ts', only: ['addUserHelpers', 'transformer'] },
  { title: 'Tools', file: 'server/api/tokens.ts', prefix: 'utils.', only: ['createToken', 'verifyToken'] },
  { title: 'For debugging', file: 'server/api/requests.ts', prefix: 'utils.', only: ['tracer'] },
];

/** Everything that the page has, in its order. */
export function apiFunctions(): { section: string; prefix: string; functions: Documented[] }[] {
  return SECTIONS.map(({ title, file, prefix = '', only }) => {
    const all = documentedIn(readFileSync(join(root, file), 'utf8'));
    const exampled = all.filter(({ examples }) => examples.length > 0);
    const functions = only ? only.map((name) => all.find((one) => one.name === name) ?? missing(name, file)) : exampled;
    return { section: title, prefix, functions };
  });
}

function missing(name: string, file: string): never {
  throw new Error(`${file} has no docstring over ${name}`);
}

export function apiPage(): string {
  const sections = apiFunctions().map(({ section, prefix, functions }) => {
    const entries = functions.map((one) => entry(prefix, one));
    return `## ${section}\n\n${entries.join('\n')}`;
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

function entry(prefix: string, { name, signature, text, params, returns, throws, examples }: Documented): string {
  const told = params.filter((param) => param.text);
  const lines = [
    ...told.map((param) => `- \`${param.name}\`: ${param.text}`),
    ...(returns ? [`- returns ${returns}`] : []),
    ...(throws ? [`- throws ${throws.replace(/\b[A-Z]{2,}_[A-Z_]+\b|\bBUSY\b/g, '`$&`')}`] : []),
  ];
  const parts = [
    `### userdb.${prefix}${name}`,
    `\`\`\`ts\n${prefix}${signature}\n\`\`\``,
    text,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    ...examples.map((example) => `\`\`\`js\n${example}\n\`\`\``),
  ];
  return `${parts.join('\n\n')}\n`;
}
