// docs/admin.md: the table of who may do what comes from the permissions and the endpoints themselves.
import { loadConfig } from '../../server/config/load.ts';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { uriOf } from '../../server/http/endpoint.ts';
import { PERMISSIONS, type Permission } from '../../server/workflows/permissions.ts';

const HEAD = `# Administration

Users, accounts and roles are looked after over the addresses of userdb 1. All take POST with JSON and answer JSON; an answer
with nothing to say is \`{}\`. \`endpoints.users\`, \`endpoints.accounts\`, \`endpoints.roles\` and \`endpoints.events\` turn them off
or move them.

An *account* is a tenant that users belong to. An **admin** has the role \`admin\`, and looks after the own account. A
**super-admin** has the role that the key \`super-admin\` names, and looks after all of them. A role that is disabled
permits nothing.

## The first super-admin

In the folder of the project, with the configuration in \`userdb.yml\`:

\`\`\`
NODE_ENV=development npx userdb users add --email ann@example.com --role super-admin
\`\`\`

It asks for a password. Where nobody can type one, \`--password-stdin\` takes it from standard input; with \`--invite\` Ann
chooses it herself, by a mailed link. The server may be running meanwhile. \`--config FILE\` names another file. In production
leave \`NODE_ENV\` as the server has it, and set the variables that the file names, such as \`SESSION_SECRET\`. All options:
[the command line](cli.md).

Where the options are in JavaScript, the command needs a file that names the same database. Without \`database\` in your
options, an empty one will do:

\`\`\`
touch userdb.yml
NODE_ENV=development npx userdb users add --email ann@example.com --role super-admin
\`\`\`

With a database of your own, write it there: \`database: { options: { … } }\`. Or do it in JavaScript, with the options that the
server has; this is \`first-admin.js\`:

\`\`\`js
import userdb from 'userdb';

const [email] = process.argv.slice(2);
userdb.initialize({}, { endpoints: { register: { enabled: true } } });
const account = await userdb.findOrCreateAccount({ name: 'default' });
const role = await userdb.findOrCreateRole({ name: 'super-admin', account_id: account.id });
const user = await userdb.findOrCreateUser({ email, account_id: account.id, status: 'ENABLED' }, process.env.PASSWORD);
await userdb.addRoleToUser(role, user);
\`\`\`

\`\`\`
read -rs PASSWORD && export PASSWORD
NODE_ENV=development node first-admin.js ann@example.com
\`\`\`

Either way Ann signs in at \`/login\`. Who is there already gets the role by \`npx userdb roles add ann@example.com super-admin\`.

## Who may do what

| action | address | admin | super-admin |
| --- | --- | --- | --- |
`;

const TAIL = `
\`/users/check_password\` is for everybody, signed in or not: \`{"password": "…"}\` is answered by
\`{"good": false, "error": "…"}\`.

For an admin, what belongs to another account and what does not exist are the same: 403. A super-admin gets 404 for what does
not exist.

## What nobody can do

- Only a super-admin gives the super-admin role, makes a role of that name (or of one that looks like it: other capitals,
  blanks, accents), or changes, resets or removes a user who has it. An account that has such a role is closed or removed
  by super-admins only.
- Nobody disables, locks or removes oneself, or gives up the role by which one administers (409, \`NOT_ONESELF\`). An admin
  can close or remove the own account, with everybody in it.
- The last super-admin who can sign in stays one, whatever happens to the user, the role or the account (409,
  \`LAST_SUPER_ADMIN\`).
- No administrator chooses another person's password, but the first one of a user who is made ENABLED.

## Examples

Make a user. Without a status the user is PENDING: no password, and an invitation by mail.

\`\`\`
POST /users/update
{ "givenName": "Ann", "surname": "Lee", "email": "ann@example.com", "roles": [{ "name": "doctor" }] }
\`\`\`

With an \`id\`, the same address changes a user; what is left out stays. Roles are named and replace the old ones, and are
made in the user's account when missing. Another e-mail address is taken without proof: the old one is told, and links that
were mailed to it are void.

\`\`\`
POST /users/update
{ "id": "…", "surname": "Lee-Brown", "roles": [{ "name": "doctor" }, { "name": "admin" }] }
\`\`\`

The \`modifiedAt\` that an editor saw may come along as \`expectedModifiedAt\`: if the user, or the user's roles, were changed
since, nothing is saved (409, \`EDITED_MEANWHILE\`).

A password for the first sign-in only, where \`endpoints.expired\` is on:

\`\`\`
POST /users/update
{ "givenName": "Ann", "surname": "Lee", "email": "ann@example.com",
  "status": "ENABLED", "password": "correct horse battery", "mustChangePassword": true }
\`\`\`

Find users: a pattern of SQL's LIKE, an order, a page (100 unless asked, never more than 1000). It looks into names, the whole
name as lists show it among them, user name, address and status; \`withRoles\` and
\`withAccounts\` look into their names as well. \`status\` and \`role\` narrow the list; \`orderby\` takes \`lastLoginAt\` and
\`createdAt\` too.

\`\`\`
POST /users/list
{ "searchString": "%lee%", "withRoles": true, "orderby": ["surname", "asc"], "offset": 0, "limit": 20 }

{ "total": 1, "users": [{ "id": "…", "email": "ann@example.com", "status": "PENDING", "roles": [ … ], … }] }
\`\`\`

Keep a user out, and end every session: \`DISABLED\`, or \`LOCKED\`, which does not end by itself when it was set here. An
account's status keeps all its users out, and leaves theirs as they are.

\`\`\`
POST /users/change_account_status
{ "userId": "…", "newStatus": "DISABLED" }
\`\`\`

Sign a user out everywhere, tokens included; the user may sign in again:

\`\`\`
POST /users/sign_out
{ "userId": "…" }
\`\`\`

See what happened, newest first. \`accountId\`, \`userId\`, \`type\`, \`from\` and \`to\` (ISO 8601; \`to\` is not included) narrow the
list; \`searchString\` looks into types, network addresses, and the names and addresses of both people. An event belongs to the
account where it happened. People of another account show their name only, and not where they sit; \`refused\` means that it did
not come to pass.

\`\`\`
POST /events/list
{ "type": "user.status-set", "from": "2026-01-01T00:00:00Z", "orderby": ["at", "desc"], "limit": 20 }

{ "total": 1, "types": [ … ], "events": [{ "id": "…", "type": "user.status-set", "at": "2026-01-02T08:00:00.000Z",
  "outcome": "ok", "user": { "id": "…", "fullName": "Ann Lee", "email": "ann@example.com" },
  "by": { … }, "address": "192.0.2.7", "agent": "…", "details": { "status": "DISABLED" } }] }
\`\`\`

Everybody sees what happened to oneself at \`GET /me/events?offset=0&limit=20\`.

What is sent of a user here is fixed, since admin pages rely on it: the key \`transformer\` does not change it. Every action
is an event with the administrator's id in \`by\`. Statuses, fields and refusals of each address are in
[\`/openapi.json\`](openapi.md). (\`npm run docs\` writes this page anew.)
`;

const ACTIONS: Record<Permission, string> = {
  'users.list': 'find users',
  'users.create': 'make a user',
  'users.update': 'change a user',
  'users.remove': 'remove a user',
  'users.set-status': 'let a user in, or keep one out',
  'users.sign-out': 'sign a user out everywhere',
  'users.reset-password': 'mail a link for a new password',
  'users.invite': 'mail an invitation again',
  'users.import': 'make users from a file',
  'accounts.list': 'find accounts',
  'accounts.create': 'make an account',
  'accounts.update': 'change an account',
  'accounts.remove': 'remove an account, its users and roles',
  'accounts.set-status': 'let the users of an account in, or keep them out',
  'accounts.select': 'choose from all accounts',
  'accounts.roles': 'see the roles of an account',
  'roles.list': 'find roles',
  'roles.update': 'make or change a role',
  'roles.remove': 'remove a role',
  'events.list': 'see what happened',
};

/** Made at the address at which they are changed, by a request without an id. */
const WITHOUT_ID: Partial<Record<Permission, Permission>> = {
  'users.create': 'users.update',
  'accounts.create': 'accounts.update',
};

export function adminPage(): string {
  return HEAD + (Object.keys(PERMISSIONS) as Permission[]).map(row).join('') + TAIL;
}

function row(permission: Permission): string {
  const { admin }: { admin?: string } = PERMISSIONS[permission];
  const changed = WITHOUT_ID[permission];
  const address = `\`${addressOf(changed ?? permission)}\`${changed ? ' without `id`' : ''}`;
  return `| ${ACTIONS[permission]} | ${address} | ${admin === 'own' ? 'own account' : 'no'} | all |\n`;
}

function addressOf(permission: Permission): string {
  const config = loadConfig({ env: { NODE_ENV: 'development' } });
  const endpoint = ENDPOINTS.find(({ post }) => post?.permission === permission);
  if (!endpoint) throw new Error(`no endpoint asks for ${permission}`);
  return uriOf(endpoint, config);
}
