// Somebody who was invited opens the mailed link, and chooses a first password.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { User } from '../store/store.ts';
import { issueToken, lifetimeOf, type ReadToken, readToken, tokenText } from '../tokens/mailedTokens.ts';
import { fullNameOf } from './fullName.ts';
import { hashNewPassword, storePassword } from './passwordChange.ts';
import type { Names } from './profileForm.ts';
import { mayStay } from './sessions.ts';
import { enableVerified } from './verify.ts';

export interface Welcomed {
  user: User;
  /** What the page shows with its form, once. */
  welcomeToken: string;
  /** Seconds that it works. */
  seconds: number;
  /** The link was opened for the first time. */
  isFirst: boolean;
}

export interface WelcomeForm extends Names {
  /** Must be the user's. */
  email?: string;
  password: string;
}

/**
 * Takes the token of an invitation, without spending it: the address is proved, and the page may be loaded again until
 * its form has come.
 *
 * @throws UserdbError TOKEN_INVALID
 */
export async function welcome(ctx: Context, sptoken: string): Promise<Welcomed> {
  const found = await readToken(ctx, 'invite', sptoken);
  if (!found) throw new UserdbError('TOKEN_INVALID');

  return ctx.store.transaction(async (store) => {
    const enabled = await enableVerified(ctx, store, found.user.id);
    const user = enabled ?? (await store.users.findById(found.user.id));
    const stillWorks = await store.tokens.find(found.token.id, ctx.clock());
    // Shut out since the mail went out: the link opens nothing.
    if (!stillWorks || !user || !mayStay(user)) throw new UserdbError('TOKEN_INVALID');
    const token = await issueToken(ctx, store, 'welcome', user);
    return {
      user,
      welcomeToken: tokenText(token, ctx.config.tokenSigningKey),
      seconds: lifetimeOf(ctx.config, 'welcome'),
      isFirst: enabled !== null,
    };
  });
}

/**
 * Whose form this is, by the welcome token that came with it.
 *
 * @param texts  from wherever the token may be; the first that works counts
 * @throws UserdbError WELCOME_OVER
 */
export async function readWelcomeToken(ctx: Context, texts: readonly string[]): Promise<ReadToken> {
  for (const text of texts) {
    const found = await readToken(ctx, 'welcome', text);
    if (found && mayStay(found.user)) return found;
  }
  throw new UserdbError('WELCOME_OVER');
}

/**
 * Sets the names and the first password, and spends the invitation: all, or nothing.
 *
 * @throws UserdbError EMAIL_FIXED, WELCOME_OVER, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, PASSWORD_REUSED
 */
export async function completeWelcome(
  ctx: Context,
  { token, user }: ReadToken,
  { email = user.email, password, ...names }: WelcomeForm,
): Promise<User> {
  if (normalForm(email) !== normalForm(user.email)) throw new UserdbError('EMAIL_FIXED', { field: 'email' });
  const named = { ...user, ...names };
  const hash = await hashNewPassword(ctx, named, password);

  return ctx.store.transaction(async (store) => {
    const now = ctx.clock();
    if (!(await store.tokens.spend(token.id, now))) throw new UserdbError('WELCOME_OVER');
    await store.users.update(user.id, { ...names, fullName: fullNameOf(named) }, now);
    // Voids every link of the user, the invitation too.
    await storePassword(ctx, store, user, hash, 'password.reset');
    return (await store.users.findById(user.id)) ?? user;
  });
}
