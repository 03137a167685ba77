// A stranger becomes a user.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';
import { isEmailAddress, normalForm } from '../normalForm.ts';
import type { NewUser, Store, User } from '../store/store.ts';
import type { ChosenApiKey } from './apiKeysInCustomData.ts';
import { createUser } from './createUser.ts';
import type { Registration } from './registrationForm.ts';
import { assertUsername, isNamedByAddress } from './usernames.ts';
import { postVerification } from './verify.ts';

/** A user who has no account yet. */
type Fresh = Omit<NewUser, 'accountId'>;

/** Whether new users have to open a mailed link before they can sign in. */
export function needsVerification({ config }: Context): boolean {
  return config.endpoints.register.verify ?? config.endpoints.verify.enabled;
}

/** What the person is told of; `isMade` is false for who got only the answer of a fresh registration. */
interface Registered {
  user: User;
  isMade: boolean;
}

/**
 * Makes a user. Where addresses are verified, an address that has an account gets the answer of a fresh one: nothing
 * changes, and its owner gets a mail.
 *
 * @throws UserdbError EMAIL_INVALID, USERNAME_INVALID, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, EMAIL_TAKEN,
 *   USERNAME_TAKEN
 */
export async function register(ctx: Context, registration: Registration): Promise<Registered> {
  assertIdentity(registration);
  ctx.passwords.assertAllowed(registration.password, registration);
  // Hashed before anything is looked up, and before the transaction: a taken address takes as long as a free one, and
  // bcrypt inside a transaction would hold SQLite's only connection.
  const password = await ctx.passwords.hash(registration.password);

  const apiKeys = await Promise.all(registration.apiKeys.map((key) => hashed(ctx, key)));
  const user = newUser(ctx, registration, password);
  // The mail to a fresh address counts too: a stranger causes it as well.
  const mayMail = await ctx.mailAllowance.take(normalForm(user.email));

  const outcome = await ctx.store.transaction(async (store) => {
    const owner = await store.users.findByLogin(user.email);
    return owner ? 'email taken' : createAndMail(ctx, store, user, apiKeys);
  });

  if (outcome === 'email taken') return { user: await refuseAddress(ctx, user, mayMail), isMade: false };
  if (outcome === 'username taken') throw new UserdbError('USERNAME_TAKEN', { field: 'username' });
  return { user: outcome, isMade: true };
}

function assertIdentity({ email, username }: Registration): void {
  if (!isEmailAddress(email)) throw new UserdbError('EMAIL_INVALID', { field: 'email' });
  if (!isNamedByAddress({ email, username })) assertUsername(username ?? '');
}

async function hashed({ passwords }: Context, { keyId, secret }: ChosenApiKey): Promise<ChosenApiKey> {
  return { keyId, secret: await passwords.hash(secret) };
}

async function createAndMail(ctx: Context, store: Store, user: Fresh, apiKeys: readonly ChosenApiKey[]) {
  const created = await createUser(ctx, store, user, ctx.config.endpoints.register);
  if (typeof created === 'string') return created;
  for (const key of apiKeys) await store.apiKeys.add({ ...key, id: newId(), userId: created.id }, ctx.clock());
  await record(ctx, { type: 'user.registered', userId: created.id }, store);
  if (needsVerification(ctx)) {
    await postVerification(ctx, store, created);
  } else {
    await ctx.mailer.post(store, 'accountWelcome', created);
  }
  return created;
}

function newUser(ctx: Context, registration: Registration, password: string): Fresh {
  const { email, givenName, middleName, surname, customData } = registration;
  return {
    id: newId(),
    email,
    givenName,
    middleName,
    surname,
    customData,
    username: isNamedByAddress(registration) ? registration.email : (registration.username ?? ''),
    status: needsVerification(ctx) ? 'PENDING' : 'ENABLED',
    password,
  };
}

/** Says that an address is taken: openly, or to its owner only. */
async function refuseAddress(ctx: Context, user: Fresh, mayMail: boolean): Promise<User> {
  const answer = needsVerification(ctx) ? await rehearse(ctx, user) : null;
  if (answer === 'username taken') throw new UserdbError('USERNAME_TAKEN', { field: 'username' });

  await ctx.store.transaction(async (store) => {
    const owner = await store.users.findByLogin(user.email);
    await record(ctx, { type: 'user.registered-again', userId: owner?.id ?? null }, store);
    if (owner && answer && mayMail) await ctx.mailer.post(store, 'accountExists', owner);
  });
  if (!answer) throw new UserdbError('EMAIL_TAKEN', { field: 'email' });
  return answer;
}

/** The user that a free address would have become, down to a user name that is taken: made, and taken back. */
async function rehearse(ctx: Context, user: Fresh): Promise<User | 'username taken'> {
  const stand = { ...user, email: user.id, username: isNamedByAddress(user) ? user.id : user.username };
  const takenBack = new Error('a rehearsal is rolled back');
  let outcome: Awaited<ReturnType<typeof createUser>> = 'email taken';
  await ctx.store
    .transaction(async (store) => {
      outcome = await createUser(ctx, store, stand, ctx.config.endpoints.register);
      throw takenBack;
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
  return withAddress(outcome, user);
}

function withAddress(outcome: User | string, { email, username }: Fresh): User | 'username taken' {
  if (typeof outcome === 'string') return 'username taken';
  return { ...outcome, email, username, fullName: outcome.fullName === outcome.username ? username : outcome.fullName };
}
