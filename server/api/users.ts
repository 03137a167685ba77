// One user: found, made, changed, removed.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import { isPasswordHash } from '../passwords/hash.ts';
import type { Status, User } from '../store/store.ts';
import { removeUser } from '../workflows/manageUsers.ts';
import { storePassword } from '../workflows/passwordChange.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { plainText } from '../workflows/plainText.ts';
import { makeUser, updateUser } from '../workflows/userChanges.ts';
import { type HasId, objectOf, refuseArgument, storedUser, textOf } from './arguments.ts';
import type { Parts } from './parts.ts';
import { type ApiUser, type RawUser, rawUser, sentUser } from './shapes.ts';
import { silentAbout } from './unknown.ts';

/** What `saveUser` and `findOrCreateUser` take of a user; whatever else is in the object stays out. */
export interface UserColumns {
  email?: string;
  username?: string;
  givenName?: string | null;
  middleName?: string | null;
  surname?: string | null;
  /** Made of the names unless given. */
  fullName?: string | null;
  /** `UNVERIFIED`, Stormpath's word, is PENDING. */
  status?: Status | 'UNVERIFIED';
  /** Replaces what is there. */
  customData?: Record<string, unknown> | null;
}

export interface UserToSave extends UserColumns, HasId {
  /** A hash: one that `createPasswordHash` made, or plain bcrypt. */
  password?: string;
}

export interface UserToCreate extends UserColumns {
  email: string;
  /** The id of the account (tenant) that the user will belong to. */
  account_id: string;
}

const COLUMNS = [
  'email',
  'username',
  'givenName',
  'middleName',
  'surname',
  'fullName',
  'status',
  'customData',
] as const;

export function userFunctions({ started }: Parts) {
  return {
    /**
     * Finds an ENABLED user.
     *
     * @returns the user; undefined when there is none of that id, or when the status is another one
     * @throws UserdbError ARGUMENT_INVALID when `id` is no text
     * @example
     * const user = await userdb.findUserById(ann.id);
     * console.log(user.email, user.roles.map((role) => role.name)); // → ann@example.com [ 'doctor' ]
     * @example
     * userdb.findUserById('nobody', (error, user) => {
     *   console.log(error, user); // → null undefined
     * });
     */
    async findUserById(id: string): Promise<ApiUser | undefined> {
      const ctx = await started();
      return ifEnabled(ctx, await ctx.store.users.findById(textOf('id', id)));
    },

    /**
     * Finds a user of any status.
     *
     * @returns the user; undefined when there is none of that id
     * @throws UserdbError ARGUMENT_INVALID when `id` is no text
     * @example
     * await userdb.saveUser({ id: ann.id, status: 'DISABLED' });
     * console.log(await userdb.findUserById(ann.id)); // → undefined
     * console.log((await userdb.findAnyUserById(ann.id)).status); // → DISABLED
     */
    async findAnyUserById(id: string): Promise<ApiUser | undefined> {
      const { store, config } = await started();
      const user = await store.users.findById(textOf('id', id));
      return user ? sentUser(config, user) : undefined;
    },

    /**
     * Finds an ENABLED user by what people type to sign in.
     *
     * @param name  user name or e-mail address, in any case
     * @returns the user; undefined when nobody has it, or when the status is another one
     * @throws UserdbError ARGUMENT_INVALID when `name` is no text
     * @example
     * console.log((await userdb.findUserByName('ANN@example.com')).id === ann.id); // → true
     */
    async findUserByName(name: string): Promise<ApiUser | undefined> {
      const ctx = await started();
      return ifEnabled(ctx, await ctx.store.users.findByLogin(textOf('name', name)));
    },

    /**
     * Changes the columns that are given, all of them or nothing: `email`, `username`, `givenName`, `middleName`,
     * `surname`, `fullName`, `status`, `customData` and `password`. Others are ignored, and so is what stands as it is
     * in the database, so that a user who was found can be changed and saved. Another status or password ends the user's
     * sessions; another password voids all mailed links, and another address those to the old one, which is told. A user
     * name that was the old address moves along. The object stays as it is.
     *
     * @param user  `id`, and what is to change; `password` is a hash, whose password nobody checks any more
     * @throws UserdbError USER_UNKNOWN, EMAIL_INVALID, EMAIL_TAKEN, USERNAME_INVALID, USERNAME_TAKEN, STATUS_UNKNOWN,
     *   LAST_SUPER_ADMIN, FIELD_TOO_LONG, ARGUMENT_INVALID when `password` is no hash
     * @example
     * const user = await userdb.findUserById(ann.id);
     * user.surname = 'Bell';
     * await userdb.saveUser(user);
     * console.log((await userdb.findUserById(ann.id)).fullName); // → Ann Bell
     */
    async saveUser(user: UserToSave): Promise<void> {
      const ctx = await started();
      const present = await storedUser(ctx, user);
      const { password } = user;
      if (password !== undefined && !(typeof password === 'string' && isPasswordHash(password))) {
        refuseArgument('user.password', 'a hash of createPasswordHash, or one of bcrypt');
      }
      const changes = changedColumns(rawUser(ctx.config, present), user);
      await ctx.store.transaction(async (store) => {
        const saved = await updateUser({ ...ctx, store }, OPERATOR, present.id, changes);
        if (password !== undefined) await storePassword(ctx, store, saved, password, 'password.changed');
      });
    },

    /**
     * Removes a user, with everything that is the user's. Nothing happens when there is none of that id.
     *
     * @throws UserdbError LAST_SUPER_ADMIN
     * @example
     * await userdb.removeUser(ann.id);
     * console.log(await userdb.findAnyUserById(ann.id)); // → undefined
     */
    async removeUser(id: string): Promise<void> {
      const ctx = await started();
      await silentAbout('USER_UNKNOWN', removeUser(ctx, OPERATOR, textOf('id', id)));
    },

    /**
     * Finds a user by e-mail address, or makes one: PENDING unless `status` says otherwise. Of callers at the same time
     * one makes the user, and the others get that one. No mail goes out: `newUserWorkflow` sends it. The object stays as
     * it is.
     *
     * @param user  `email` and `account_id`, and the columns of `saveUser` but for `password`
     * @param password  as a person would type it; it counts for a new user only
     * @returns the user, before the transformer
     * @throws UserdbError ACCOUNT_UNKNOWN, FIELD_REQUIRED, EMAIL_INVALID, EMAIL_TAKEN when the address is somebody's user
     *   name, USERNAME_INVALID, USERNAME_TAKEN, PASSWORD_MISSING, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, STATUS_UNKNOWN, BUSY
     * @example
     * const carl = { email: 'carl@example.com', givenName: 'Carl', surname: 'Kay', account_id: acme.id };
     * const made = await userdb.findOrCreateUser(carl, 'correct horse battery');
     * const found = await userdb.findOrCreateUser(carl, 'another one');
     * console.log(made.status, made.fullName, found.id === made.id); // → PENDING Carl Kay true
     */
    async findOrCreateUser(user: UserToCreate, password: string): Promise<RawUser> {
      const ctx = await started();
      const { account_id, ...given } = objectOf('user', user) as Partial<UserToCreate>;
      const email = textOf('user.email', given.email);
      const find = async () => {
        const owner = await ctx.store.users.findByLogin(email);
        // As a user name it is somebody else's.
        const isOther = owner && normalForm(owner.email) !== normalForm(email);
        if (isOther) throw new UserdbError('EMAIL_TAKEN', { field: 'email' });
        return owner;
      };
      const present = await find();
      if (present) return rawUser(ctx.config, present);

      if (!password) throw new UserdbError('PASSWORD_MISSING', { field: 'password' });
      const typed = plainText(password, { field: 'password', label: 'Password', anyCharacter: true });
      const wanted = { ...columnsOf(given), accountId: account_id, password: typed, quietly: true };
      try {
        return rawUser(ctx.config, await makeUser(ctx, OPERATOR, wanted));
      } catch (error) {
        const isTaken = error instanceof UserdbError && error.code === 'EMAIL_TAKEN';
        const other = isTaken ? await find() : null;
        if (!other) throw error;
        return rawUser(ctx.config, other);
      }
    },
  };
}

function ifEnabled({ config }: Context, user: User | null): ApiUser | undefined {
  return user?.status === 'ENABLED' ? sentUser(config, user) : undefined;
}

/** The columns that were given, in the words of the workflows. */
function columnsOf(given: UserColumns) {
  const entries = COLUMNS.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]);
  const { status, email, username, ...columns }: UserColumns = Object.fromEntries(entries);
  return {
    ...columns,
    ...(status !== undefined && { status: status === 'UNVERIFIED' ? 'PENDING' : status }),
    ...(email !== undefined && { email }),
    ...(username !== undefined && { username }),
  };
}

/** Those that differ from what is there: a form, or a user who was found, brings along what nobody touched. */
function changedColumns(present: RawUser, given: UserColumns) {
  const columns = Object.entries(columnsOf(given));
  const isSame = (name: string, value: unknown) =>
    JSON.stringify(value) === JSON.stringify(present[name as keyof RawUser]);
  const changed = columns.filter(([name, value]) => !isSame(name, value));
  return Object.fromEntries(changed) as ReturnType<typeof columnsOf>;
}
