// What still stands between a proven user and a session, in the order in which people meet it. Passwords, other
// strategies and mailed links all pass here, so that no door forgets one.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { User } from '../store/store.ts';
import { isLocked, secondsLocked } from './lockout.ts';

/** Lets the user through, or throws why not. */
type Stage = (ctx: Context, user: User) => void;

const STAGES: readonly Stage[] = [mustBeVerified, mustNotBeDisabled, mustNotBeLocked];

/** @throws UserdbError LOGIN_UNVERIFIED, LOGIN_DISABLED, LOGIN_LOCKED */
export function passStages(ctx: Context, user: User): void {
  for (const stage of STAGES) stage(ctx, user);
}

function mustBeVerified(_ctx: Context, user: User): void {
  if (user.status === 'PENDING') throw new UserdbError('LOGIN_UNVERIFIED');
}

function mustNotBeDisabled(_ctx: Context, user: User): void {
  if (user.status === 'DISABLED' || user.account.status !== 'ENABLED') throw new UserdbError('LOGIN_DISABLED');
}

function mustNotBeLocked(ctx: Context, user: User): void {
  if (isLocked(ctx, user)) throw new UserdbError('LOGIN_LOCKED', { retryAfter: secondsLocked(ctx, user) });
}
