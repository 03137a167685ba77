// What administrators do with accounts (tenants): one address an action, under that of `endpoints.accounts`.
import { z } from 'zod';
import type { Config } from '../../config/schema.ts';
import { type Endpoint, operation } from '../../http/endpoint.ts';
import type { DescribedOrder } from '../../store/store.ts';
import { adminAccount, adminRole } from '../../transformers/adminUser.ts';
import { accountChoices, rolesOfAccount } from '../../workflows/accountChoices.ts';
import {
  createAccount,
  listAccounts,
  removeAccount,
  setAccountStatus,
  updateAccount,
} from '../../workflows/manageAccounts.ts';
import { nothingAnswer } from '../answers.ts';
import { TEXT_REFUSED } from '../refusals.ts';
import { accountAnswer, accountChoicesAnswer, accountListAnswer, roleAnswer } from './answers.ts';
import { customData, id, idOrNone, listFields, listQuery, status, text, textOrNull } from './fields.ts';
import { FORM_REFUSED, ID_REFUSED, LIST_REFUSED, POWER_REFUSED } from './refusals.ts';

const at =
  (action: string) =>
  ({ endpoints }: Config) =>
    `${endpoints.accounts.uri}/${action}`;

const ORDERS: Record<string, DescribedOrder> = {
  name: 'name',
  description: 'description',
  status: 'status',
  'accounts.name': 'name',
  'accounts.description': 'description',
  'accounts.status': 'status',
};

const accountsList: Endpoint = {
  key: 'accounts',
  at: at('list'),

  post: operation({
    name: 'listAccounts',
    answer: accountListAnswer,
    refuses: [...LIST_REFUSED],
    summary: 'Accounts, a page at a time; an admin gets the own one',
    permission: 'accounts.list',
    bodies: ['json'],
    body: z.object(listFields),
    async handle({ ctx, body, actor }) {
      const { total, items } = await listAccounts(ctx, actor(), listQuery(body, ORDERS));
      return { total, accounts: items.map(adminAccount) };
    },
  }),
};

const accountsUpdate: Endpoint = {
  key: 'accounts',
  at: at('update'),

  post: operation({
    name: 'saveAccount',
    answer: accountAnswer,
    refuses: [...FORM_REFUSED, 'ACCOUNT_UNKNOWN', 'NAME_TAKEN', ...POWER_REFUSED],
    summary: 'Change an account, or make one when there is no id',
    permission: 'accounts.update',
    bodies: ['json'],
    body: z.object({
      id: id.optional(),
      name: text.optional(),
      description: textOrNull.optional(),
      status: status.optional(),
      customData: customData.optional(),
    }),
    async handle({ ctx, body, actor }) {
      const { id: accountId, ...fields } = body;
      const account =
        accountId === undefined
          ? await createAccount(ctx, actor(), fields)
          : await updateAccount(ctx, actor(), accountId, fields);
      return adminAccount(account);
    },
  }),
};

const accountsRemove: Endpoint = {
  key: 'accounts',
  at: at('remove'),

  post: operation({
    name: 'removeAccount',
    answer: nothingAnswer,
    refuses: [...ID_REFUSED, 'ACCOUNT_UNKNOWN', ...POWER_REFUSED],
    summary: 'Remove an account with its users and roles',
    permission: 'accounts.remove',
    bodies: ['json'],
    body: z.object({ accountId: id }),
    async handle({ ctx, body, actor }) {
      await removeAccount(ctx, actor(), body.accountId);
      return {};
    },
  }),
};

const accountsStatus: Endpoint = {
  key: 'accounts',
  at: at('change_account_status'),

  post: operation({
    name: 'setAccountStatus',
    answer: accountAnswer,
    refuses: [...ID_REFUSED, 'ACCOUNT_UNKNOWN', 'STATUS_UNKNOWN', ...POWER_REFUSED],
    summary: 'Set the status of an account; its users keep theirs',
    permission: 'accounts.set-status',
    bodies: ['json'],
    // The pages of userdb 1 send one name, and its server read the other.
    body: z
      .object({ accountId: id, newStatus: status.optional(), status: status.optional() })
      .transform(({ accountId, newStatus, status }) => ({ accountId, status: newStatus ?? status ?? '' })),
    handle: async ({ ctx, body, actor }) =>
      adminAccount(await setAccountStatus(ctx, actor(), body.accountId, body.status)),
  }),
};

const accountsSelect: Endpoint = {
  key: 'accounts',
  at: at('select_list'),

  post: operation({
    name: 'listAccountChoices',
    answer: accountChoicesAnswer,
    refuses: [...TEXT_REFUSED],
    summary: 'The accounts with their roles, for a list to choose from',
    permission: 'accounts.select',
    bodies: ['json'],
    body: z.object({ q: text.nullish() }),
    async handle({ ctx, body, actor }) {
      const accounts = await accountChoices(ctx, actor(), body.q ?? '');
      const option = ({ id: value, name: label }: { id: string; name: string }) => ({ label, value });
      return {
        options: accounts.map((account) => ({ ...option(account), roles: account.roles.map(option) })),
        complete: !body.q,
      };
    },
  }),
};

const accountsRoles: Endpoint = {
  key: 'accounts',
  at: at('roles_for_account'),

  post: operation({
    name: 'listRolesOfAccount',
    answer: z.array(roleAnswer),
    refuses: [...TEXT_REFUSED],
    summary: 'The roles of an account; none without an account',
    permission: 'accounts.roles',
    bodies: ['json'],
    body: z.object({ accountId: idOrNone }),
    async handle({ ctx, body, actor }) {
      if (body.accountId === undefined) return [];
      return (await rolesOfAccount(ctx, actor(), body.accountId)).map(adminRole);
    },
  }),
};

export const ACCOUNTS: readonly Endpoint[] = [
  accountsList,
  accountsUpdate,
  accountsRemove,
  accountsStatus,
  accountsSelect,
  accountsRoles,
];
