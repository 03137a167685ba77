// What the admin endpoints answer, as schemas: for the documentation, and for the test that holds answers to it.
import { z } from 'zod';
import { described, named } from '../../http/schemas.ts';
import type { AdminAccount, AdminRole, AdminUser } from '../../transformers/adminUser.ts';
import type { FailedRow } from '../../workflows/importFailed.ts';
import type { WrongCell } from '../../workflows/importRows.ts';
import type { ImportResult } from '../../workflows/importUsers.ts';
import type { Judgement } from '../../workflows/judgePassword.ts';
import {
  customData,
  eventsAnswer,
  groups,
  personShape,
  roleShape,
  tenantShape,
  text,
  textOrNull,
  total,
} from '../answers.ts';
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
      lastLoginAt: described(z.iso.datetime().nullable(), { description: 'Null for who never signed in.' }),
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
export const trailAnswer = eventsAnswer.extend({
  types: described(z.array(text), { description: 'All types of events.' }),
});

const choice = { label: text, value: text };

export const accountChoicesAnswer = z.strictObject({
  options: z.array(z.strictObject({ ...choice, roles: z.array(z.strictObject(choice)) })),
  complete: z.boolean(),
});

export const judgementAnswer = sameShape<Judgement>()(z.strictObject({ good: z.boolean(), error: textOrNull }));

const count = z.int();
const line = described(z.int(), { description: 'Where the row begins in the file, from 1.' });
const importField = z.enum(['givenName', 'surname', 'email', 'role', 'password', 'account']);
const wrongCell = sameShape<WrongCell>()(
  z.strictObject({
    line,
    field: importField,
    value: described(textOrNull, {
      description: 'What the cell holds, cut after 100 characters; null for a password.',
    }),
    reason: text,
  }),
);
const failedRow = sameShape<FailedRow>()(
  z.strictObject({
    line,
    cells: described(z.array(text), { description: 'As in the file, the first 50; empty for a password.' }),
    reason: described(text, { description: 'All that is wrong with the row.' }),
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
    header: described(z.array(text).nullable().optional(), {
      description: 'Previews only: the first row, where it is none of the users.',
    }),
    columns: described(z.array(z.union([importField, z.literal('')])).optional(), {
      description: 'Previews only: what each column is read as; empty: not at all.',
    }),
    sample: described(z.array(z.array(text)).optional(), {
      description: 'Previews only: the first 5 rows, with their first 50 cells cut after 100 characters; no password.',
    }),
    duplicates: described(count.optional(), {
      description: 'Previews only: rows with the address and role of a row above them.',
    }),
    failed: described(z.array(failedRow).optional(), {
      description: 'With failedRows: the rows that were refused, at most 10,000.',
    }),
  }),
);
