// What /welcome and /welcomed hand to each other, and say.
import { z } from 'zod';
import type { Config } from '../config/schema.ts';
import type { ErrorCode } from '../errors.ts';
import type { WelcomeUser } from '../transformers/welcomeUser.ts';
import { sameShape } from './sameShape.ts';

/** A token that may be in the body, or null as what a page did not find. */
export const token = (refusal: ErrorCode) => z.string({ error: refusal }).nullish();

/** The cookie with the welcome token, for pages that do not send it back. */
export const welcomeCookie = ({ session }: Config): string => `${session.key}-welcome`;

const user = z.strictObject({
  href: z.url(),
  id: z.string(),
  username: z.string(),
  email: z.string(),
  givenName: z.string().nullable(),
  middleName: z.string().nullable(),
  surname: z.string().nullable(),
  fullName: z.string(),
  status: z.enum(['PENDING', 'ENABLED', 'DISABLED', 'LOCKED']),
  createdAt: z.iso.datetime(),
  modifiedAt: z.iso.datetime(),
});

export const welcomedAnswer = sameShape<WelcomeUser>()(user);
export const welcomeAnswer = user.extend({ welcomeToken: z.string() });
