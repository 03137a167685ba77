// What endpoints answer, as schemas: for the documentation, and for the test that holds every answer to it.
import { z } from 'zod';
import type { Config } from '../config/schema.ts';
import type { ViewModel } from '../config/viewModel.ts';
import { described, named } from '../http/schemas.ts';
import type { PasswordPolicy } from '../passwords/rules.ts';
import type { AuditEvent, AuditPerson } from '../transformers/auditEvent.ts';
import type { Answerable, PublicAccount, PublicRole } from '../transformers/publicUser.ts';
import type { Groups, StormpathAccount } from '../transformers/stormpath.ts';
import { sameShape } from './sameShape.ts';

export const text = z.string();
export const textOrNull = text.nullable();
const count = z.int().min(0);
const moment = z.iso.datetime();
export const customData = z.record(text, z.unknown());
/** Of a list: how many there are in all. */
export const total = count;

const STATUSES = ['PENDING', 'ENABLED', 'DISABLED', 'LOCKED'] as const;
export const status = named('Status', z.enum(STATUSES));
const shownStatus = named('AccountStatus', z.enum(['UNVERIFIED', 'ENABLED', 'DISABLED', 'LOCKED']));

export const tenantShape = { id: text, name: text, status };
export const roleShape = { id: text, name: text, description: textOrNull, status, account_id: text };

const publicAccount = named(
  'Tenant',
  sameShape<PublicAccount>()(z.strictObject(tenantShape)),
  'What users and roles belong to: an account in the paths and in account_id.',
);

const publicRole = named('Role', sameShape<PublicRole>()(z.strictObject(roleShape)));

export const groups = named(
  'Groups',
  sameShape<Groups>()(
    z.strictObject({
      href: z.url(),
      size: count,
      items: z.array(
        named('Group', z.strictObject({ href: z.url(), name: text, description: textOrNull, status, customData })),
      ),
    }),
  ),
  'The roles in the words of Stormpath.',
);

/** What every answer about a user has. */
export const personShape = {
  id: text,
  username: text,
  email: text,
  givenName: textOrNull,
  middleName: textOrNull,
  surname: textOrNull,
  fullName: text,
  status,
  createdAt: moment,
  modifiedAt: moment,
};

const user = {
  ...personShape,
  account_id: text,
  accounts: z.array(publicAccount),
  roles: z.array(publicRole),
  password_expired: z.literal(true).optional(),
};
const inStormpathsWords = { href: z.url(), status: shownStatus };

// What the two transformers send, with the parts that `me.expand` leaves out.
sameShape<Answerable>()(z.strictObject({ ...user, customData: customData.optional() }));
sameShape<StormpathAccount>()(
  z.strictObject({ ...user, ...inStormpathsWords, customData: customData.optional(), groups: groups.optional() }),
);

/** The user as the configured transformer sends it. */
function account({ transformer, endpoints }: Config): z.ZodType {
  if (typeof transformer === 'function')
    return named('Account', z.looseObject({}), 'A user, as the application sends it.');
  const { expand } = endpoints.me;
  const sent = z.strictObject({
    ...user,
    ...(transformer === 'stormpath' && inStormpathsWords),
    ...(expand.customData && { customData }),
    ...(expand.groups && transformer === 'stormpath' && { groups }),
  });
  return named('Account', sent, 'A user.');
}

/** `{account}`: the one key that there is. */
export function accountAnswer(config: Config): z.ZodType {
  return z.strictObject({ account: account(config) });
}

/** Where the user is signed in. */
export const sessionsAnswer = z.strictObject({
  sessions: z.array(
    named(
      'Session',
      z.strictObject({
        id: described(text, { description: 'For POST /me/sessions/end.' }),
        current: described(z.boolean(), { description: 'The one that asks.' }),
        createdAt: moment,
        lastSeenAt: moment,
        address: textOrNull,
        userAgent: textOrNull,
      }),
    ),
  ),
});

const auditPerson = named(
  'AuditPerson',
  sameShape<AuditPerson>()(
    z.strictObject({
      id: text,
      fullName: text,
      email: described(text, { description: 'Empty for who may not see it.' }),
    }),
  ),
);

const auditEvent = named(
  'AuditEvent',
  sameShape<AuditEvent>()(
    z.strictObject({
      id: text,
      type: text,
      at: moment,
      outcome: z.enum(['ok', 'refused']),
      user: described(auditPerson.nullable(), { description: 'Whom it happened to.' }),
      by: described(auditPerson.nullable(), { description: 'The administrator who did it.' }),
      address: textOrNull,
      agent: textOrNull,
      details: described(customData, { description: 'What belongs to the type.' }),
    }),
  ),
  'Something that happened.',
);

export const eventsAnswer = z.strictObject({ total, events: z.array(auditEvent) });

/** `{}`, where old pages take an empty answer for a failure. */
export const nothingAnswer = z.strictObject({});

export const viewModelAnswer = named(
  'ViewModel',
  sameShape<ViewModel>()(
    z.strictObject({
      form: z.strictObject({
        fields: z.array(
          z.strictObject({ label: text, name: text, placeholder: text, required: z.boolean(), type: text }),
        ),
      }),
      accountStores: z.array(z.never()),
    }),
  ),
  'What a page has to ask for, in the order in which it shows it.',
);

export const passwordPolicyAnswer = named(
  'PasswordPolicy',
  sameShape<PasswordPolicy>()(
    z.strictObject({
      length: count,
      uppers: count,
      lowers: count,
      numbers: count,
      specials: count,
      maxBytes: count,
      cantMatch: count,
      expiresInSeconds: count,
    }),
  ),
  'The rules for passwords as numbers: the fewest characters of each kind, and the most bytes.',
);

export const openApiAnswer = z.looseObject({ openapi: text });
