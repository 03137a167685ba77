// A stranger becomes a user.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';
import { isEmailAddress, normalForm } from '../normalForm.ts';
import type { NewUser, Store, User } from '../store/store.ts';
import { issueToken } from '../tokens/mailedTokens.ts';
import type { Registration } from './registrationForm.ts';

/** Whether new users have to open a mailed link before they can sign in. */
export function needsVerification({ config }: Context): boolean {
  return config.endpoints.register.verify ?? config.endpoints.verify.enabled;
}

/**
 * Makes a user. Where addresses are verified, an address that has an account gets the answer of a fresh one: nothing
 * changes, and its owner gets a mail.
 *
 * @throws UserdbError EMAIL_INVALID, USERNAME_INVALID, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, EMAIL_TAKEN,
 *   USERNAME_TAKEN
 */
export async function register(ctx: Context, registration: Registration): Promise<User> {
  assertIdentity(registration);
  ctx.passwords.assertAllowed(registration.password, registration);
  // Hashed before anything is looked up, and before the transaction: a taken address takes as long as a free one, and
  // bcrypt inside a transaction would hold SQLite's only connection.
  const password = await ctx.passwords.hash(registration.password);

  const mayMailOwner = needsVerification(ctx) && (await ctx.mailAllowance.take(normalForm(registration.email)));

  const outcome = await ctx.store.transaction(async (store) => {
    const owner = await store.users.findByLogin(registration.email);
    if (!owner) return createUser(ctx, store, registration, password);
    await record(ctx, { type: 'user.registered-again', userId: owner.id }, store);
    if (mayMailOwner) await ctx.mailer.post(store, 'accountExists', owner);
    return 'email taken';
  });
  ctx.mailer.wake();

  if (typeof outcome === 'object') return outcome;
  if (outcome === 'email taken' && needsVerification(ctx)) return asIfNew(ctx, registration, password);
  const email = outcome === 'email taken';
  throw new UserdbError(email ? 'EMAIL_TAKEN' : 'USERNAME_TAKEN', { field: email ? 'email' : 'username' });
}

function assertIdentity({ email, username }: Registration): void {
  if (!isEmailAddress(email)) throw new UserdbError('EMAIL_INVALID', { field: 'email' });
  // Another person's address as a user name would shut that person out, or let mail for one reach the other.
  const isOwnAddress = username !== null && normalForm(username) === normalForm(email);
  if (username !== null && !isOwnAddress && /[@＠﹫\s]/u.test(username)) {
    throw new UserdbError('USERNAME_INVALID', { field: 'username' });
  }
}

async function createUser(
  ctx: Context,
  store: Store,
  registration: Registration,
  password: string,
): Promise<User | 'email taken' | 'username taken'> {
  const { account: accountName, roles } = ctx.config.endpoints.register;
  const now = ctx.clock();
  const account = await store.accounts.findOrCreate(accountName, now);
  const created = await store.users.create({ ...newUser(ctx, registration, password), accountId: account.id }, now);
  if (typeof created === 'string') return created;

  for (const name of roles) {
    const role = await store.accounts.findOrCreateRole(account.id, name, now);
    await store.users.addRole(created.id, role.id);
  }
  await ctx.passwords.remember(store, created.id, password, now);
  await record(ctx, { type: 'user.registered', userId: created.id }, store);
  if (needsVerification(ctx)) {
    await ctx.mailer.post(store, 'accountVerification', created, await issueToken(ctx, store, 'verify', created));
  } else {
    await ctx.mailer.post(store, 'accountWelcome', created);
  }
  return (await store.users.findById(created.id)) ?? created;
}

function newUser(ctx: Context, registration: Registration, password: string): Omit<NewUser, 'accountId'> {
  return {
    ...registration,
    id: newId(),
    username: registration.username ?? registration.email,
    status: needsVerification(ctx) ? 'PENDING' : 'ENABLED',
    password,
  };
}

/** The user that a fresh registration would have made, stored nowhere. */
async function asIfNew(ctx: Context, registration: Registration, password: string): Promise<User> {
  const { givenName, middleName, surname } = registration;
  const user = newUser(ctx, registration, password);
  const { account: accountName, roles: roleNames } = ctx.config.endpoints.register;
  const now = ctx.clock();
  return ctx.store.transaction(async (store) => {
    const account = await store.accounts.findOrCreate(accountName, now);
    const roles = await Promise.all(roleNames.map((name) => store.accounts.findOrCreateRole(account.id, name, now)));
    return {
      ...user,
      fullName: [givenName, middleName, surname].filter(Boolean).join(' ') || user.username,
      // What is stored has whole seconds.
      createdAt: new Date(Math.floor(now.getTime() / 1000) * 1000),
      updatedAt: null,
      passwordUpdatedAt: now,
      lastLoginAt: null,
      lastFailedLoginAt: null,
      failedLoginCount: 0,
      sessionEpoch: 0,
      account,
      roles: roles.sort((a, b) => a.name.localeCompare(b.name)),
    };
  });
}
