// Two tenants with people in each of the five positions, and one request for each thing that an administrator does.
import type { Account, Role, User } from '../../server/store/store.ts';
import type { Permission } from '../../server/workflows/permissions.ts';
import { adminOf, type Person, person, superAdmin } from '../contract/people.ts';
import type { Browser, Reply } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb } from '../support/startUserdb.ts';
import { sendFile } from '../support/upload.ts';

/** What is there to be done something with. */
export interface Target {
  account: Account;
  user: User;
  /** Has not come in yet. */
  invited: User;
  role: Role;
}

export interface World {
  visitor: Browser;
  user: Person;
  /** Administers `globex`. */
  foreignAdmin: Person;
  /** Administers `acme`. */
  admin: Person;
  superAdmin: Person;
}

export async function populate(running: RunningUserdb): Promise<World> {
  return {
    visitor: running.newBrowser(),
    user: await person(running, { account: 'acme', roles: ['member'] }),
    foreignAdmin: await adminOf(running, 'globex'),
    admin: await adminOf(running, 'acme'),
    superAdmin: await superAdmin(running),
  };
}

let made = 0;
const another = (thing: string) => `${thing} ${++made}`;

/** Things in an account that nothing was done with yet. */
export async function targetIn({ ctx, users }: RunningUserdb, accountName: string): Promise<Target> {
  const user = await users.create({ account: accountName, roles: [another('cook')] });
  const invited = await users.create({ account: accountName, status: 'PENDING' });
  const { account } = await users.find(user.email);
  const role = await ctx.store.roles.findOrCreate(account.id, another('role'), ctx.clock());
  return { account, user, invited, role };
}

/** Everything that there is of an account, as the database has it. */
export async function everythingOf({ ctx }: RunningUserdb, { id }: Account): Promise<string> {
  const { accounts, roles, users } = ctx.store;
  return JSON.stringify([await accounts.findById(id), await roles.ofAccounts([id]), await usersOf()]);

  function usersOf() {
    return users.after(null, 1000, { accountId: id });
  }
}

interface AdminRequest {
  /** The address, as in defaults.yml. */
  path: string;
  send(browser: Browser, target: Target): Promise<Reply>;
}

const post = (path: string, body: (target: Target) => object): AdminRequest => ({
  path,
  send: (browser, target) => browser.post(path, body(target)),
});

const newUser = () => ({
  givenName: 'Gina',
  surname: 'Low',
  email: `${another('gina').replace(' ', '.')}@example.com`,
  status: 'ENABLED',
  password: PASSWORD,
});

/** One good request for each permission; a permission without one does not compile. */
export const REQUESTS: Record<Permission, AdminRequest> = {
  'users.list': post('/users/list', ({ account }) => ({ accountId: account.id })),
  'users.create': post('/users/update', ({ account }) => ({ ...newUser(), account_id: account.id })),
  'users.update': post('/users/update', ({ user }) => ({ id: user.id, surname: 'Bold', roles: [] })),
  'users.remove': post('/users/remove', ({ user }) => ({ userId: user.id })),
  'users.set-status': post('/users/change_account_status', ({ user }) => ({ userId: user.id, newStatus: 'DISABLED' })),
  'users.sign-out': post('/users/sign_out', ({ user }) => ({ userId: user.id })),
  'users.reset-password': post('/users/reset_password', ({ user }) => ({ userId: user.id })),
  'users.invite': post('/users/resend_invite', ({ invited }) => ({ userId: invited.id })),
  'users.import': {
    path: '/users/import',
    send: (browser, { account }) =>
      sendFile(browser, `first name,last name,e-mail\nGina,Low,${newUser().email}`, {
        fields: { accountId: account.id },
      }),
  },
  'accounts.list': post('/accounts/list', () => ({})),
  'accounts.create': post('/accounts/update', () => ({ name: another('account') })),
  'accounts.update': post('/accounts/update', ({ account }) => ({ id: account.id, description: another('words') })),
  'accounts.remove': post('/accounts/remove', ({ account }) => ({ accountId: account.id })),
  'accounts.set-status': post('/accounts/change_account_status', ({ account }) => ({
    accountId: account.id,
    newStatus: 'DISABLED',
  })),
  'accounts.select': post('/accounts/select_list', () => ({})),
  'accounts.roles': post('/accounts/roles_for_account', ({ account }) => ({ accountId: account.id })),
  'roles.list': post('/roles/list', ({ account }) => ({ where: { 'roles.account_id': account.id } })),
  'roles.update': post('/roles/update', ({ role }) => ({ id: role.id, description: another('words') })),
  'roles.remove': post('/roles/remove', ({ role }) => ({ roleId: role.id })),
  'events.list': post('/events/list', ({ account }) => ({ accountId: account.id })),
};
