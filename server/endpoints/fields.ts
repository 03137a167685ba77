// Fields that several endpoints take. The error of a schema is a code of errors.ts.
import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

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
 */
export function loginFrom(order: readonly string[], missing: ErrorCode) {
  return z.looseObject({}).transform((body: Record<string, unknown>, check) => {
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

/** A password as typed; the policy is the workflow's. */
export const password = (missing: ErrorCode) =>
  z
    .string(refuse(missing))
    .min(1, refuse(missing))
    .refine((text) => text.isWellFormed(), refuse('FIELD_UNREADABLE'));
