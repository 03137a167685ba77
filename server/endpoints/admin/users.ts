// What administrators do with users: one address an action, under that of `endpoints.users`.
import { z } from 'zod';
import type { Config } from '../../config/schema.ts';
import { type Endpoint, operation } from '../../http/endpoint.ts';
import { described } from '../../http/schemas.ts';
import { adminUser } from '../../transformers/adminUser.ts';
import { invite, sendReset } from '../../workflows/invitations.ts';
import { listUsers, removeUser } from '../../workflows/manageUsers.ts';
import { makeUser, updateUser } from '../../workflows/userChanges.ts';
import { USER_ORDERS } from '../../workflows/userOrders.ts';
import { setStatus, signOutUser } from '../../workflows/userStatus.ts';
import { nothingAnswer } from '../answers.ts';
import { PASSWORD_REFUSED } from '../refusals.ts';
import { userAnswer, userListAnswer } from './answers.ts';
import {
  customData,
  flag,
  id,
  idOrNone,
  listFields,
  listQuery,
  nameOrNone,
  status,
  statusOrNone,
  text,
  textOrNull,
} from './fields.ts';
import { FORM_REFUSED, ID_REFUSED, LIST_REFUSED, POWER_REFUSED, USER_REFUSED } from './refusals.ts';

const at =
  (action: string) =>
  ({ endpoints }: Config) =>
    `${endpoints.users.uri}/${action}`;

const usersList: Endpoint = {
  key: 'users',
  at: at('list'),

  post: operation({
    name: 'listUsers',
    answer: userListAnswer,
    refuses: [...LIST_REFUSED, 'FIELD_NOT_BOOLEAN', 'STATUS_UNKNOWN'],
    summary: 'Users, a page at a time; an admin gets those of the own account',
    permission: 'users.list',
    bodies: ['json'],
    body: z.object({
      ...listFields,
      accountId: idOrNone,
      status: statusOrNone,
      role: nameOrNone,
      withAccounts: flag.nullish(),
      withRoles: flag.nullish(),
    }),
    async handle({ ctx, body, actor }) {
      const { accountId, status, role, withAccounts, withRoles } = body;
      const patternAlsoIn = { accountName: withAccounts === true, roleNames: withRoles === true };
      const query = { ...listQuery(body, USER_ORDERS), accountId, status, role, patternAlsoIn };
      const { total, items } = await listUsers(ctx, actor(), query);
      return { total, users: items.map((user) => adminUser(ctx.config, user)) };
    },
  }),
};

const usersUpdate: Endpoint = {
  key: 'users',
  at: at('update'),

  post: operation({
    name: 'saveUser',
    answer: userAnswer,
    refuses: [
      ...FORM_REFUSED,
      ...USER_REFUSED,
      ...POWER_REFUSED,
      ...PASSWORD_REFUSED,
      ...(['EDITED_MEANWHILE', 'FIELD_NOT_BOOLEAN', 'EXPIRY_OFF', 'PASSWORD_NOT_SET'] as const),
    ],
    summary: 'Change a user, or make one when there is no id',
    permission: 'users.update',
    bodies: ['json'],
    body: z.object({
      id: id.optional(),
      givenName: textOrNull.optional(),
      middleName: textOrNull.optional(),
      surname: textOrNull.optional(),
      fullName: textOrNull.optional(),
      email: text.optional(),
      status: status.optional(),
      customData: customData.optional(),
      // By name, whatever ids are sent along.
      roles: z.array(z.object({ name: text })).optional(),
      // Of a new user only: nobody moves to another account, and passwords are everybody's own.
      account_id: id.optional(),
      password: text.optional(),
      mustChangePassword: described(flag.optional(), {
        description: 'Of a new user: the password has to be replaced at the first sign-in.',
      }),
      expectedModifiedAt: described(text.optional(), {
        description:
          'The modifiedAt that the editor saw: with it, a change that was made since then is not overwritten.',
      }),
    }),
    async handle({ ctx, body, actor }) {
      const { id: userId, account_id: accountId, password, mustChangePassword, expectedModifiedAt, ...sent } = body;
      const fields = { ...sent, roles: sent.roles?.map(({ name }) => name) };
      const user =
        userId === undefined
          ? await makeUser(ctx, actor(), { ...fields, accountId, password, mustChangePassword })
          : await updateUser(ctx, actor(), userId, fields, expectedModifiedAt);
      return adminUser(ctx.config, user);
    },
  }),
};

const usersRemove: Endpoint = {
  key: 'users',
  at: at('remove'),

  post: operation({
    name: 'removeUser',
    answer: nothingAnswer,
    refuses: [...ID_REFUSED, 'USER_UNKNOWN', ...POWER_REFUSED],
    summary: 'Remove a user',
    permission: 'users.remove',
    bodies: ['json'],
    body: z.object({ userId: id }),
    async handle({ ctx, body, actor }) {
      await removeUser(ctx, actor(), body.userId);
      return {};
    },
  }),
};

const usersStatus: Endpoint = {
  key: 'users',
  at: at('change_account_status'),

  post: operation({
    name: 'setUserStatus',
    answer: userAnswer,
    refuses: [...ID_REFUSED, 'USER_UNKNOWN', 'STATUS_UNKNOWN', ...POWER_REFUSED],
    summary: 'Set the status of a user, and end the sessions',
    permission: 'users.set-status',
    bodies: ['json'],
    body: z.object({ userId: id, newStatus: status }),
    handle: async ({ ctx, body, actor }) =>
      adminUser(ctx.config, await setStatus(ctx, actor(), body.userId, body.newStatus)),
  }),
};

const usersSignOut: Endpoint = {
  key: 'users',
  at: at('sign_out'),

  post: operation({
    name: 'signUserOut',
    answer: nothingAnswer,
    refuses: [...ID_REFUSED, 'USER_UNKNOWN', 'SUPER_ADMIN_ONLY'],
    summary: 'End all sessions and tokens of a user',
    permission: 'users.sign-out',
    bodies: ['json'],
    body: z.object({ userId: id }),
    async handle({ ctx, body, actor }) {
      await signOutUser(ctx, actor(), body.userId);
      return {};
    },
  }),
};

const usersResetPassword: Endpoint = {
  key: 'users',
  at: at('reset_password'),

  post: operation({
    name: 'sendPasswordReset',
    answer: nothingAnswer,
    refuses: [...ID_REFUSED, 'USER_UNKNOWN', 'SUPER_ADMIN_ONLY', 'USER_DISABLED', 'MAIL_OFF'],
    summary: 'Mail a user a link for choosing a new password',
    permission: 'users.reset-password',
    bodies: ['json'],
    body: z.object({ userId: id }),
    async handle({ ctx, body, actor }) {
      await sendReset(ctx, actor(), body.userId);
      return {};
    },
  }),
};

const usersResendInvite: Endpoint = {
  key: 'users',
  at: at('resend_invite'),

  post: operation({
    name: 'resendInvitation',
    answer: nothingAnswer,
    refuses: [...ID_REFUSED, 'USER_UNKNOWN', 'SUPER_ADMIN_ONLY', 'NOT_PENDING', 'USER_DISABLED', 'MAIL_OFF'],
    summary: 'Mail another invitation to a user who is PENDING',
    permission: 'users.invite',
    bodies: ['json'],
    body: z.object({ userId: id }),
    async handle({ ctx, body, actor }) {
      await invite(ctx, actor(), body.userId);
      return {};
    },
  }),
};

export const USERS: readonly Endpoint[] = [
  usersList,
  usersUpdate,
  usersRemove,
  usersStatus,
  usersSignOut,
  usersResetPassword,
  usersResendInvite,
];
