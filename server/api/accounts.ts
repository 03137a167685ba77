// Accounts: the tenants that users belong to.
import type { Account, Status } from '../store/store.ts';
import { type AdminAccount, adminAccount, adminRole } from '../transformers/adminUser.ts';
import { accountChoices } from '../workflows/accountChoices.ts';
import { everyUser } from '../workflows/everyUser.ts';
import {
  createAccount,
  listAccounts,
  removeAccount,
  setAccountStatus,
  updateAccount,
} from '../workflows/manageAccounts.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { type HasId, idOf, objectOf, refuseArgument, storedUser, textOf } from './arguments.ts';
import { DESCRIBED_ORDERS, type DescribedColumns, describedColumns, isNameTaken } from './described.ts';
import { type ListOptions, readList } from './lists.ts';
import type { Parts } from './parts.ts';
import { type ApiRole, type RawUser, rawUser } from './shapes.ts';
import { silentAbout } from './unknown.ts';

export interface ApiAccount extends AdminAccount {
  /** All of them, by name. */
  roles: ApiRole[];
}

/** Columns with these very values; all conditions together. */
export interface AccountConditions {
  id?: string;
  name?: string;
  description?: string | null;
  status?: Status;
}

const CONDITIONS = ['id', 'name', 'description', 'status'] as const;

export function accountFunctions({ started }: Parts) {
  return {
    /**
     * The account of a user, with its roles.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * const account = await userdb.getUserAccount(ann);
     * console.log(account.name, account.roles.map((role) => role.name)); // → acme [ 'admin', 'doctor' ]
     */
    async getUserAccount(user: HasId): Promise<ApiAccount> {
      const ctx = await started();
      const { account } = await storedUser(ctx, user);
      const roles = await ctx.store.roles.ofAccounts([account.id]);
      return { ...adminAccount(account), roles: roles.map(adminRole) };
    },

    /**
     * All users of an account, of any status, before the transformer. Where there may be many, take `users.stream`.
     *
     * @throws UserdbError ARGUMENT_INVALID
     * @example
     * const users = await userdb.getAccountUsers(acme);
     * console.log(users.map((user) => user.email).sort()); // → [ 'ann@example.com', 'ben@example.com' ]
     */
    async getAccountUsers(account: HasId): Promise<RawUser[]> {
      const { store, config } = await started();
      const users: RawUser[] = [];
      for await (const user of everyUser(store, { accountId: idOf('account', account) }))
        users.push(rawUser(config, user));
      return users;
    },

    /**
     * Accounts with their roles, sorted by name.
     *
     * @param where  `id`, `name`, `description`, `status` with these very values; all accounts without it
     * @throws UserdbError ARGUMENT_INVALID
     * @example
     * const accounts = await userdb.getAccounts({ status: 'ENABLED' });
     * console.log(accounts.map((account) => account.name)); // → [ 'acme' ]
     */
    async getAccounts(where: AccountConditions = {}): Promise<ApiAccount[]> {
      const ctx = await started();
      const conditions = Object.entries(objectOf('where', where));
      for (const [column, value] of conditions) {
        if (!CONDITIONS.some((one) => one === column)) refuseArgument('where', `the columns ${CONDITIONS.join(', ')}`);
        if (value !== null) textOf(`where.${column}`, value);
      }
      const accounts = await accountChoices(ctx, OPERATOR, '');
      return accounts
        .filter((account) => conditions.every(([column, value]) => account[column as keyof Account] === value))
        .map((account) => ({ ...adminAccount(account), roles: account.roles.map(adminRole) }));
    },

    /**
     * Finds an account by name, or makes one, with a role `admin` in it.
     *
     * @param account  `name`; `description`, `status` and `customData` count for a new one
     * @throws UserdbError ARGUMENT_INVALID, FIELD_TOO_LONG, STATUS_UNKNOWN
     * @example
     * const globex = await userdb.findOrCreateAccount({ name: 'globex' });
     * const again = await userdb.findOrCreateAccount({ name: 'globex' });
     * console.log(globex.status, again.id === globex.id); // → ENABLED true
     */
    async findOrCreateAccount(account: DescribedColumns & { name: string }): Promise<AdminAccount> {
      const ctx = await started();
      objectOf('account', account);
      const name = textOf('account.name', account.name);
      const find = () => ctx.store.accounts.findByName(name);
      const present = await find();
      if (present) return adminAccount(present);
      try {
        return adminAccount(await createAccount(ctx, OPERATOR, describedColumns(account)));
      } catch (error) {
        // Somebody else made it meanwhile.
        const other = isNameTaken(error) ? await find() : null;
        if (!other) throw error;
        return adminAccount(other);
      }
    },

    /**
     * Changes the account of an id, or makes one when there is no `id` in it.
     *
     * @param account  `name`, `description`, `status`, `customData`; what is absent stays
     * @throws UserdbError ACCOUNT_UNKNOWN, FIELD_REQUIRED, NAME_TAKEN, LAST_SUPER_ADMIN, FIELD_TOO_LONG, STATUS_UNKNOWN
     * @example
     * const renamed = await userdb.upsertAccount({ id: acme.id, name: 'Acme Ltd' });
     * console.log(renamed.name, renamed.id === acme.id); // → Acme Ltd true
     */
    async upsertAccount(account: DescribedColumns & Partial<HasId>): Promise<AdminAccount> {
      const ctx = await started();
      const { id } = objectOf('account', account);
      const columns = describedColumns(account);
      if (id === undefined) return adminAccount(await createAccount(ctx, OPERATOR, columns));
      return adminAccount(await updateAccount(ctx, OPERATOR, textOf('account.id', id), columns));
    },

    /**
     * Removes an account with its users and roles. Nothing happens when there is none of that id.
     *
     * @throws UserdbError LAST_SUPER_ADMIN
     * @example
     * await userdb.removeAccount(acme.id);
     * console.log(await userdb.findAnyUserById(ann.id)); // → undefined
     */
    async removeAccount(id: string): Promise<void> {
      const ctx = await started();
      await silentAbout('ACCOUNT_UNKNOWN', removeAccount(ctx, OPERATOR, textOf('id', id)));
    },

    /**
     * Lets the users of an account in, or keeps them all out: only ENABLED lets them in. How each of them stands is not
     * touched, so that ENABLED again is as it was.
     *
     * @param status  `ENABLED`, `DISABLED`, `PENDING` or `LOCKED`
     * @throws UserdbError ACCOUNT_UNKNOWN, STATUS_UNKNOWN, LAST_SUPER_ADMIN
     * @example
     * const account = await userdb.changeAccountStatus(acme.id, 'DISABLED');
     * console.log(account.status, (await userdb.findUserById(ann.id)).status); // → DISABLED ENABLED
     */
    async changeAccountStatus(id: string, status: Status): Promise<AdminAccount> {
      const ctx = await started();
      return adminAccount(await setAccountStatus(ctx, OPERATOR, textOf('id', id), textOf('status', status)));
    },

    /**
     * Finds accounts.
     *
     * @param options  `offset`, `limit`, `orderby` (`name`, `description` or `status`), `searchString`
     * @throws UserdbError ARGUMENT_INVALID
     * @example
     * const { total, accounts } = await userdb.searchForAccounts({ searchString: '%ac%' });
     * console.log(total, accounts.map((account) => account.name)); // → 1 [ 'acme' ]
     */
    async searchForAccounts(
      options: ListOptions<keyof typeof DESCRIBED_ORDERS> = {},
    ): Promise<{ total: number; accounts: AdminAccount[] }> {
      const ctx = await started();
      const { page, pattern } = readList(options, DESCRIBED_ORDERS, 'name');
      const { total, items } = await listAccounts(ctx, OPERATOR, { ...page, pattern });
      return { total, accounts: items.map(adminAccount) };
    },
  };
}
