// Finding many users.
import { normalForm } from '../normalForm.ts';
import type { Status, Store, UserFilter } from '../store/store.ts';
import { everyUser } from '../workflows/everyUser.ts';
import { readStatus } from '../workflows/statuses.ts';
import { USER_ORDERS } from '../workflows/userOrders.ts';
import { type HasId, idOf, objectOf, refuseArgument, textIfGiven, textOf } from './arguments.ts';
import type { Callback } from './callback.ts';
import { type ListOptions, readList } from './lists.ts';
import type { Parts } from './parts.ts';
import { type ApiUser, sentUser } from './shapes.ts';

/** Columns with these very values; all conditions together. */
export interface UserConditions {
  id?: string;
  /** The account (tenant) that the user belongs to. */
  account_id?: string;
  /** Whatever the case, as everywhere in userdb; so is the user name. */
  email?: string;
  username?: string;
  givenName?: string | null;
  middleName?: string | null;
  surname?: string | null;
  fullName?: string;
  status?: Status;
}

/** Which part of the users is wanted. */
export interface UserListOptions extends ListOptions<keyof typeof USER_ORDERS> {
  /** An account, in addition to the conditions. */
  accountId?: string | null;
  /** Looks for `searchString` in the account's name too. */
  withAccounts?: boolean;
  /** Looks for `searchString` in the names of roles too. */
  withRoles?: boolean;
}

export interface FoundUsers {
  /** How many users there are in all. */
  total: number;
  users: ApiUser[];
}

/** `searchForUsers` in its four forms. */
export interface SearchForUsers {
  (where: UserConditions): Promise<ApiUser[]>;
  (where: UserConditions, options: UserListOptions): Promise<FoundUsers>;
  (where: UserConditions, callback: Callback<ApiUser[]>): void;
  (where: UserConditions, options: UserListOptions, callback: Callback<FoundUsers>): void;
}

const COLUMNS = ['id', 'email', 'username', 'givenName', 'middleName', 'surname', 'fullName'] as const;
const MAY_BE_NULL: readonly string[] = ['givenName', 'middleName', 'surname'];

export function searchFunctions({ started }: Parts) {
  /**
   * Finds users by the values of their columns. Without options all of them come, in no order that you can rely on:
   * where there may be many, take options, or `users.stream`.
   *
   * @param where  conditions; a column that userdb does not know, or a value that is no text, is refused
   * @param options  `offset`, `limit`, `orderby`, `searchString`, `accountId`, `withAccounts`, `withRoles`
   * @returns a list of users; with options `{ total, users }`, where `total` counts users, however many roles each has
   * @throws UserdbError ARGUMENT_INVALID, STATUS_UNKNOWN
   * @example
   * const [user] = await userdb.searchForUsers({ email: 'Ann@Example.com' });
   * console.log(user.fullName); // → Ann Lee
   * @example
   * const { total, users } = await userdb.searchForUsers({ status: 'ENABLED' }, { limit: 1, orderby: ['email', 'desc'] });
   * console.log(total, users.map((user) => user.email)); // → 2 [ 'ben@example.com' ]
   */
  async function searchForUsers(where: UserConditions, options?: UserListOptions): Promise<ApiUser[] | FoundUsers> {
    const { store, config } = await started();
    const conditions = await readConditions(store, where);
    if (options === undefined || options === null) {
      const found: ApiUser[] = [];
      if (conditions) for await (const user of everyUser(store, conditions)) found.push(sentUser(config, user));
      return found;
    }
    const { page, pattern } = readList(options, USER_ORDERS, 'fullName');
    const accountId = textIfGiven('accountId', options.accountId);
    const isEmpty = !conditions || (accountId && conditions.accountId && accountId !== conditions.accountId);
    if (isEmpty) return { total: 0, users: [] };
    const patternAlsoIn = { accountName: options.withAccounts === true, roleNames: options.withRoles === true };
    const filter = { ...conditions, ...(accountId && { accountId }), pattern, patternAlsoIn };
    const { total, items } = await store.users.search(filter, page);
    return { total, users: items.map((user) => sentUser(config, user)) };
  }

  return {
    searchForUsers,

    /**
     * Finds users by a part of a name or an address: given, middle and last name, user name, e-mail. Case does not
     * matter in ASCII letters (`é` does not find `É`), and `%` and `_` stand for themselves.
     *
     * @throws UserdbError ARGUMENT_INVALID when `q` is no text
     * @example
     * const users = await userdb.searchForUsersQ('ann@');
     * console.log(users.map((user) => user.fullName)); // → [ 'Ann Lee' ]
     */
    async searchForUsersQ(q: string): Promise<ApiUser[]> {
      const { store, config } = await started();
      const part = textOf('q', q).toLowerCase();
      const found: ApiUser[] = [];
      for await (const user of everyUser(store, { pattern: `%${q}%` })) {
        const { givenName, middleName, surname, username, email } = user;
        // The database looks in the whole name and the status too, and reads % and _ as patterns.
        const fits = [givenName, middleName, surname, username, email].some((text) =>
          text?.toLowerCase().includes(part),
        );
        if (fits) found.push(sentUser(config, user));
      }
      return found;
    },
  };
}

/** Which users `users.stream` gives. */
export interface StreamFilter {
  /** Those of an account: itself, or its id. */
  account?: HasId | string;
  status?: Status;
}

export function streamFunctions({ started }: Parts) {
  return {
    /**
     * All users, or those of an account or with a status, one after the other in the order of their ids. However many
     * there are, a few hundred are in memory at once.
     *
     * @returns for `for await`; who leaves the loop early leaves nothing open
     * @throws UserdbError ARGUMENT_INVALID, STATUS_UNKNOWN, when the loop begins
     * @example
     * const addresses = [];
     * for await (const user of userdb.users.stream({ account: acme, status: 'ENABLED' })) addresses.push(user.email);
     * console.log(addresses.sort()); // → [ 'ann@example.com', 'ben@example.com' ]
     */
    async *stream(filter: StreamFilter = {}): AsyncGenerator<ApiUser, void, undefined> {
      const { store, config } = await started();
      const { account, status } = objectOf('filter', filter) as StreamFilter;
      const accountId = typeof account === 'string' ? account : account && idOf('account', account);
      const wanted = { accountId, status: status && readStatus(status) };
      for await (const user of everyUser(store, wanted)) yield sentUser(config, user);
    },
  };
}

/** The conditions as the store has them; null when nobody can meet them. */
async function readConditions(store: Store, where: UserConditions): Promise<UserFilter | null> {
  const entries = Object.entries(objectOf('where', where)).map(
    ([key, value]) => [key.replace(/^users\./, ''), value] as const,
  );
  const equal: Record<string, string | null> = {};
  const filter: UserFilter = {};
  for (const [column, value] of entries) {
    if (column === 'account_id') filter.accountId = textOf('where.account_id', value);
    else if (column === 'status') filter.status = readStatus(textOf('where.status', value));
    else if (value === null && MAY_BE_NULL.includes(column)) equal[column] = null;
    else if (COLUMNS.some((one) => one === column)) equal[column] = textOf(`where.${column}`, value);
    else refuseArgument('where', `the columns account_id, status, ${COLUMNS.join(', ')}`);
  }
  const { email, username, ...others } = equal;
  const logins = { ...(email && { email }), ...(username && { username }) };
  if (Object.keys(logins).length === 0) return { ...filter, equal: others };

  // Addresses and user names are compared by their normal form, and each is one user's.
  const user = await store.users.findByLogin(Object.values(logins)[0] ?? '');
  const fits =
    user && Object.entries(logins).every(([name, text]) => normalForm(user[name as 'email']) === normalForm(text));
  if (!fits || (others.id !== undefined && others.id !== user.id)) return null;
  return { ...filter, equal: { ...others, id: user.id } };
}
