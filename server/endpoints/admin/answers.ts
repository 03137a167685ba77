// What the admin endpoints answer, as schemas: for the documentation, and for the test that holds answers to it.
import { z } from 'zod';
import { described, named } from '../../http/schemas.ts';
import type { AdminAccount, AdminRole, AdminUser } from '../../transformers/adminUser.ts';
import type { WrongCell } from '../../workflows/importRows.ts';
import type { ImportResult } from '../../workflows/importUsers.ts';
import type { Judgement } from '../../workflows/judgePassword.ts';
import { customData, groups, personShape, roleShape, tenantShape, text, textOrNull, total } from '../answers.ts';
import { sameShape } from '../sameShape.ts';

const epochSeconds = z.int();

export const roleAnswer = named(
  'AdminRole',
  sameShape<AdminRole>()(z.strictObject({ ...roleShape, customData })),
  'A role as administrators see it.',
);

const usersAccount = { ...tenantShape, description: textOrNull, customData };

export const accountAnswer = named(
  'AdminAccount',
  sameShape<AdminAccount>()(
    z.strictObject({ ...usersAccount, created_date: epochSeconds, updated_date: epochSeconds.nullable() }),
  ),
  'An account (tenant) as administrators see it.',
);

export const userAnswer = named(
  'AdminUser',
  sameShape<AdminUser>()(
    z.strictObject({
      href: z.url(),
      ...personShape,
      created_date: epochSeconds,
      updated_date: epochSeconds.nullable(),
      account_id: text,
      accounts: z.array(z.strictObject(usersAccount)),
      roles: z.array(roleAnswer),
      groups,
      customData,
    }),
  ),
  'A user as administrators see it: the status as stored, all roles, and the same whatever the transformer.',
);

export const userListAnswer = z.strictObject({ total, users: z.array(userAnswer) });
export const accountListAnswer = z.strictObject({ total, accounts: z.array(accountAnswer) });
export const roleListAnswer = z.strictObject({ total, roles: z.array(roleAnswer) });

const choice = { label: text, value: text };

export const accountChoicesAnswer = z.strictObject({
  options: z.array(z.strictObject({ ...choice, roles: z.array(z.strictObject(choice)) })),
  complete: z.boolean(),
});

export const judgementAnswer = sameShape<Judgement>()(z.strictObject({ good: z.boolean(), error: textOrNull }));

const count = z.int();
const wrongCell = sameShape<WrongCell>()(
  z.strictObject({
    line: described(z.int(), { description: 'Where the row begins in the file, from 1.' }),
    field: z.enum(['givenName', 'surname', 'email', 'role', 'password', 'account']),
    value: described(textOrNull, {
      description: 'What the cell holds, cut after 100 characters; null for a password.',
    }),
    reason: text,
  }),
);

export const importAnswer = sameShape<ImportResult>()(
  z.strictObject({
    dryRun: z.boolean(),
    rows: count,
    created: count,
    changed: described(count, { description: 'Were there already, and got a role.' }),
    unchanged: count,
    refused: count,
    invited: described(count, { description: 'Get a mailed invitation.' }),
    wrong: described(z.array(wrongCell), { description: 'At most 10,000.' }),
  }),
);
