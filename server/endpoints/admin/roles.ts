// What administrators do with roles: one address an action, under that of `endpoints.roles`.
import { z } from 'zod';
import type { Config } from '../../config/schema.ts';
import { type Endpoint, operation } from '../../http/endpoint.ts';
import type { DescribedOrder } from '../../store/store.ts';
import { adminRole } from '../../transformers/adminUser.ts';
import { createRole, listRoles, removeRole, updateRole } from '../../workflows/manageRoles.ts';
import { nothingAnswer } from '../answers.ts';
import { roleAnswer, roleListAnswer } from './answers.ts';
import { customData, id, idOrNone, listFields, listQuery, status, text, textOrNull } from './fields.ts';
import { FORM_REFUSED, ID_REFUSED, LIST_REFUSED, POWER_REFUSED } from './refusals.ts';

const at =
  (action: string) =>
  ({ endpoints }: Config) =>
    `${endpoints.roles.uri}/${action}`;

const ORDERS: Record<string, DescribedOrder> = {
  name: 'name',
  description: 'description',
  status: 'status',
  'roles.name': 'name',
  'roles.description': 'description',
  'roles.status': 'status',
};

const rolesList: Endpoint = {
  key: 'roles',
  at: at('list'),

  post: operation({
    name: 'listRoles',
    answer: roleListAnswer,
    refuses: [...LIST_REFUSED],
    summary: 'Roles, a page at a time; an admin gets those of the own account',
    permission: 'roles.list',
    bodies: ['json'],
    body: z.object({
      ...listFields,
      // Nothing else of what userdb 1 put into its query.
      where: z.object({ 'roles.account_id': idOrNone, account_id: idOrNone }).nullish(),
    }),
    async handle({ ctx, body, actor }) {
      const accountId = body.where?.['roles.account_id'] ?? body.where?.account_id;
      const { total, items } = await listRoles(ctx, actor(), { ...listQuery(body, ORDERS), accountId });
      return { total, roles: items.map(adminRole) };
    },
  }),
};

const rolesUpdate: Endpoint = {
  key: 'roles',
  at: at('update'),

  post: operation({
    name: 'saveRole',
    answer: roleAnswer,
    refuses: [...FORM_REFUSED, 'ROLE_UNKNOWN', 'ACCOUNT_UNKNOWN', 'NAME_TAKEN', ...POWER_REFUSED],
    summary: 'Change a role, or make one when there is no id',
    permission: 'roles.update',
    bodies: ['json'],
    body: z.object({
      id: id.optional(),
      name: text.optional(),
      description: textOrNull.optional(),
      status: status.optional(),
      customData: customData.optional(),
      // Of a new role only: no role moves to another account.
      account_id: id.optional(),
    }),
    async handle({ ctx, body, actor }) {
      const { id: roleId, account_id: accountId, ...fields } = body;
      const role =
        roleId === undefined
          ? await createRole(ctx, actor(), { ...fields, accountId })
          : await updateRole(ctx, actor(), roleId, fields);
      return adminRole(role);
    },
  }),
};

const rolesRemove: Endpoint = {
  key: 'roles',
  at: at('remove'),

  post: operation({
    name: 'removeRole',
    answer: nothingAnswer,
    refuses: [...ID_REFUSED, 'ROLE_UNKNOWN', ...POWER_REFUSED],
    summary: 'Remove a role, from everybody who has it too',
    permission: 'roles.remove',
    bodies: ['json'],
    body: z.object({ roleId: id }),
    async handle({ ctx, body, actor }) {
      await removeRole(ctx, actor(), body.roleId);
      return {};
    },
  }),
};

export const ROLES: readonly Endpoint[] = [rolesList, rolesUpdate, rolesRemove];
