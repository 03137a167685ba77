// Fields that several endpoints take. The error of a schema is a code of errors.ts.
import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { described, type JsonSchema, toJsonSchema } from '../http/schemas.ts';

const refuse = (code: ErrorCode) => ({ error: code });

/** Text that may be a login: whole Unicode without control characters. */
const loginText = (missing: ErrorCode) =>
  z
    .string(refuse(missing))
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), refuse('FIELD_UNREADABLE'))
    .refine((text) => text.trim() !== '', refuse(missing));

/**
 * `login`, from whichever name old clients give it. The first that is there and not empty counts.
 *
 * @param order    the names, the most wanted first
 * @param missing  the refusal when there is none, or when it is no text
 * @param others   for the documentation: the fields that are checked after it
 */
export function loginFrom(order: readonly string[], missing: ErrorCode, others: Record<string, z.ZodType> = {}) {
  return described(z.looseObject({}), loginBody(order, others)).transform((body: Record<string, unknown>, check) => {
    const name = order.find((one) => body[one] !== undefined && body[one] !== null && body[one] !== '');
    const parsed = loginText(missing).safeParse(name === undefined ? undefined : body[name]);
    if (parsed.success) return { ...body, login: parsed.data };
    check.addIssue({
      code: 'custom',
      message: parsed.error.issues[0]?.message ?? missing,
      path: [name ?? order[0] ?? ''],
    });
    return z.NEVER;
  });
}

/** One of the names has a text; those that are empty do not count. */
function loginBody(order: readonly string[], others: Record<string, z.ZodType>): JsonSchema {
  const first = `User name or e-mail address. The first of ${order.join(', ')} that is not empty counts.`;
  const names = order.map((name) => [
    name,
    { type: ['string', 'null'], pattern: LOGIN_OR_NOTHING, description: first },
  ]);
  const checkedAfterwards = Object.entries(others).map(([name, schema]) => [name, toJsonSchema(schema, 'input', {})]);
  return {
    properties: { ...Object.fromEntries(names), ...Object.fromEntries(checkedAfterwards) },
    anyOf: order.map((name) => ({ required: [name], properties: { [name]: { type: 'string', minLength: 1 } } })),
    required: Object.keys(others),
  };
}

/** What `loginText` takes, or nothing. */
const LOGIN_OR_NOTHING = '^((?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]+)?$';

/** The query parameter of mailed links. */
export const SPTOKEN = { description: 'The token of the link in the mail.' } as const;

/** A password as typed; the policy is the workflow's. */
export const password = (missing: ErrorCode) =>
  z
    .string(refuse(missing))
    .min(1, refuse(missing))
    .refine((text) => text.isWellFormed(), refuse('FIELD_UNREADABLE'));
