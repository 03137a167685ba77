// What goes over the wire, in the server's own types: a change there that a page cannot read does not compile here.
// The wire calls a user `account`, as Stormpath did; this file and `bodies.ts` are the places in `client` that know it.

import type { PublicAccount, PublicRole } from '../server/transformers/publicUser.ts';
import type { StormpathAccount } from '../server/transformers/stormpath.ts';
import type { WelcomeUser } from '../server/transformers/welcomeUser.ts';

export type { ViewModel } from '../server/config/viewModel.ts';
export type { PasswordPolicy } from '../server/passwords/rules.ts';
export type { AdminAccount, AdminRole, AdminUser } from '../server/transformers/adminUser.ts';

/** A user as the default transformer sends it. A host with its own transformer names its own type. */
export type User = StormpathAccount;
export type Role = PublicRole;
/** The tenant that a user belongs to. */
export type Account = PublicAccount;

/** Whom an invitation is for, and what its form sends along. */
export type Invitation = WelcomeUser & { welcomeToken: string };

/** A sign-in that still lives: a device, as people call it. */
export interface Device {
  id: string;
  /** The one that asks. */
  current: boolean;
  /** ISO 8601, in UTC. */
  createdAt: string;
  lastSeenAt: string;
  address: string | null;
  userAgent: string | null;
}
