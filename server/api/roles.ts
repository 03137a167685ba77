// Roles: names in an account (tenant) that its users have.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { adminRole } from '../transformers/adminUser.ts';
import { createRole, listRoles, removeRole, updateRole } from '../workflows/manageRoles.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { giveRole, takeRole } from '../workflows/roleAssignment.ts';
import { type HasId, idOf, objectOf, storedUser, textIfGiven, textOf } from './arguments.ts';
import { DESCRIBED_ORDERS, type DescribedColumns, describedColumns, isNameTaken } from './described.ts';
import { type ListOptions, readList } from './lists.ts';
import type { Parts } from './parts.ts';
import type { ApiRole } from './shapes.ts';
import { silentAbout } from './unknown.ts';

export interface RoleToCreate extends DescribedColumns {
  /** The id of the account (tenant) that the role belongs to. */
  account_id: string;
  name: string;
}

export interface RoleListOptions extends ListOptions<keyof typeof DESCRIBED_ORDERS> {
  /** Of one account; userdb 1's `'roles.account_id'` means the same. */
  where?: { account_id?: string; 'roles.account_id'?: string };
}

export function roleFunctions({ started }: Parts) {
  return {
    /**
     * Finds a role by name and account, or makes one.
     *
     * @param role  `name` and `account_id`; `description`, `status` and `customData` count for a new one
     * @throws UserdbError ARGUMENT_INVALID, ACCOUNT_UNKNOWN, FIELD_TOO_LONG, STATUS_UNKNOWN
     * @example
     * const nurse = await userdb.findOrCreateRole({ name: 'nurse', account_id: acme.id });
     * const again = await userdb.findOrCreateRole({ name: 'nurse', account_id: acme.id });
     * console.log(nurse.name, nurse.status, again.id === nurse.id); // → nurse ENABLED true
     */
    async findOrCreateRole(role: RoleToCreate): Promise<ApiRole> {
      const ctx = await started();
      objectOf('role', role);
      const accountId = textOf('role.account_id', role.account_id);
      const name = textOf('role.name', role.name);
      const present = await ctx.store.roles.findByName(accountId, name);
      if (present) return adminRole(present);
      try {
        return adminRole(await createRole(ctx, OPERATOR, { ...describedColumns(role), name, accountId }));
      } catch (error) {
        // Somebody else made it meanwhile.
        const other = isNameTaken(error) ? await ctx.store.roles.findByName(accountId, name) : null;
        if (!other) throw error;
        return adminRole(other);
      }
    },

    /**
     * Changes the role of an id, or makes one when there is no `id` in it. A role stays in its account.
     *
     * @param role  `name`, `description`, `status`, `customData`; what is absent stays. A new one takes `account_id`
     * @throws UserdbError ROLE_UNKNOWN, ACCOUNT_UNKNOWN, FIELD_REQUIRED, NAME_TAKEN, LAST_SUPER_ADMIN, FIELD_TOO_LONG,
     *   STATUS_UNKNOWN
     * @example
     * const role = await userdb.upsertRole({ name: 'porter', account_id: acme.id });
     * const renamed = await userdb.upsertRole({ id: role.id, description: 'carries' });
     * console.log(renamed.name, renamed.description); // → porter carries
     */
    async upsertRole(role: (DescribedColumns & HasId) | RoleToCreate): Promise<ApiRole> {
      const ctx = await started();
      const { id, account_id } = objectOf('role', role) as Partial<RoleToCreate & HasId>;
      const columns = describedColumns(role);
      if (id !== undefined) return adminRole(await updateRole(ctx, OPERATOR, textOf('role.id', id), columns));
      return adminRole(
        await createRole(ctx, OPERATOR, { ...columns, accountId: textIfGiven('role.account_id', account_id) }),
      );
    },

    /**
     * Removes a role, and takes it from everybody who has it. Nothing happens when there is none of that id.
     *
     * @throws UserdbError LAST_SUPER_ADMIN
     * @example
     * const [role] = ann.roles;
     * await userdb.removeRole(role.id);
     * console.log((await userdb.findUserById(ann.id)).roles); // → []
     */
    async removeRole(id: string): Promise<void> {
      const ctx = await started();
      await silentAbout('ROLE_UNKNOWN', removeRole(ctx, OPERATOR, textOf('id', id)));
    },

    /**
     * Finds roles.
     *
     * @param options  `where` with an account; `offset`, `limit`, `orderby` (`name`, `description` or `status`),
     *   `searchString`
     * @throws UserdbError ARGUMENT_INVALID
     * @example
     * const { total, roles } = await userdb.searchForRoles({ where: { account_id: acme.id }, orderby: ['name', 'desc'] });
     * console.log(total, roles.map((role) => role.name)); // → 2 [ 'doctor', 'admin' ]
     */
    async searchForRoles(options: RoleListOptions = {}): Promise<{ total: number; roles: ApiRole[] }> {
      const ctx = await started();
      const { page, pattern } = readList(options, DESCRIBED_ORDERS, 'name');
      const where = options.where === undefined ? {} : (objectOf('where', options.where) as RoleListOptions['where']);
      const accountId = textIfGiven('where.account_id', where?.account_id ?? where?.['roles.account_id']);
      const { total, items } = await listRoles(ctx, OPERATOR, { ...page, pattern, accountId });
      return { total, roles: items.map(adminRole) };
    },

    /**
     * Gives a user a role of the user's own account. Giving it twice is giving it once.
     *
     * @throws UserdbError USER_UNKNOWN; ROLE_UNKNOWN, also for a role of another account
     * @example
     * const nurse = await userdb.findOrCreateRole({ name: 'nurse', account_id: acme.id });
     * await userdb.addRoleToUser(nurse, ann);
     * await userdb.addRoleToUser(nurse, ann);
     * const user = await userdb.findUserById(ann.id);
     * console.log(user.roles.map((role) => role.name).sort()); // → [ 'doctor', 'nurse' ]
     */
    async addRoleToUser(role: HasId, user: HasId): Promise<void> {
      const ctx = await started();
      const { userId, name } = await both(ctx, role, user);
      await giveRole(ctx, OPERATOR, userId, name);
    },

    /**
     * Takes a role from a user. Nothing happens when the user does not have it.
     *
     * @throws UserdbError USER_UNKNOWN; ROLE_UNKNOWN, also for a role of another account; LAST_SUPER_ADMIN
     * @example
     * await userdb.removeRoleFromUser(doctor, ann);
     * console.log((await userdb.findUserById(ann.id)).roles); // → []
     */
    async removeRoleFromUser(role: HasId, user: HasId): Promise<void> {
      const ctx = await started();
      const { userId, name } = await both(ctx, role, user);
      await takeRole(ctx, OPERATOR, userId, name);
    },
  };
}

/** A user and the name of a role that could be this user's: a role counts by its name, so one from elsewhere would too. */
async function both(ctx: Context, role: HasId, given: HasId): Promise<{ userId: string; name: string }> {
  const user = await storedUser(ctx, given);
  const stored = await ctx.store.roles.findById(idOf('role', role));
  if (stored?.accountId !== user.account.id) throw new UserdbError('ROLE_UNKNOWN');
  return { userId: user.id, name: stored.name };
}
