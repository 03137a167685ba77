// Every function of userdb 1 (wire.md 7.1) is there, in both manners.
import { expect, test } from 'vitest';
import { startUserdb } from '../support/startUserdb.ts';

/** Those with a callback, each with arguments that are no good: what counts here is how it answers. */
const ASYNCHRONOUS = [
  ['findUserById', 1],
  ['findAnyUserById', 1],
  ['findUserByName', 1],
  ['saveUser', 1],
  ['removeUser', 1],
  ['searchForUsers', 1],
  ['searchForUsers', 2],
  ['searchForUsersQ', 1],
  ['findOrCreateUser', 2],
  ['createPasswordHash', 1],
  ['verifyPassword', 2],
  ['ensurePasswordUnique', 2],
  ['rememberPassword', 1],
  ['newUserWorkflow', 1],
  ['verifyAccount', 1],
  ['verifyPasswordResetToken', 1],
  ['resetPassword', 1],
  ['unlockUser', 1],
  ['noteLastSuccessfulLogin', 1],
  ['noteLastUnsuccessfulLogin', 2],
  ['findOrCreateRole', 1],
  ['upsertRole', 1],
  ['removeRole', 1],
  ['searchForRoles', 1],
  ['addRoleToUser', 2],
  ['removeRoleFromUser', 2],
  ['getUserAccount', 1],
  ['getAccountUsers', 1],
  ['getAccounts', 1],
  ['findOrCreateAccount', 1],
  ['upsertAccount', 1],
  ['removeAccount', 1],
  ['changeAccountStatus', 2],
  ['searchForAccounts', 1],
  ['sendAccountVerificationEmail', 1],
  ['sendAccountVerificationSuccessfulEmail', 1],
  ['sendAccountWelcomeEmail', 1],
  ['sendForgotPasswordEmail', 1],
  ['sendPasswordResetSuccessfulEmail', 1],
  ['sendAccountExistsEmail', 1],
  ['sendAccountInvitationEmail', 1],
  ['sendEmailChangeVerificationEmail', 2],
  ['sendEmailChangedEmail', 1],
] as const;

type Loose = Record<string, (...given: unknown[]) => Promise<unknown> | undefined>;

test.each(ASYNCHRONOUS)(
  '%s takes %i arguments: a promise without a callback, the error first with one',
  async (name, count) => {
    const { userdb } = await startUserdb();
    const call = (userdb as unknown as Loose)[name];
    // Objects where text belongs, and what an attacker would send in place of an id (7.3, fault 41).
    const bad = Array.from({ length: count }, () => ({
      id: { 'users.email': 1 },
      'users.email': { a: 1 },
      offset: 'x',
    }));

    const refusal = await call?.(...bad)?.then(
      () => 'fulfilled',
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ name: 'UserdbError', status: 400 });

    const outcome = await new Promise<unknown[]>((resolve) => {
      expect(call?.(...bad, (...told: unknown[]) => resolve(told))).toBeUndefined();
    });
    expect(outcome).toEqual([refusal]);
  },
);

test('unlockUsers takes nothing but a callback', async () => {
  const { userdb } = await startUserdb();
  await expect(userdb.unlockUsers()).resolves.toEqual([]);
  await expect(new Promise((resolve) => userdb.unlockUsers((...told) => resolve(told)))).resolves.toEqual([null, []]);
});

test('what userdb 1 answered at once is answered at once', async () => {
  const { userdb } = await startUserdb();
  const atOnce = ['initialize', 'config', 'authenticated', 'authorized', 'addUserHelpers', 'checkPassword'] as const;
  const others = ['generateRandomPassword', 'logEvent', 'transformer'] as const;
  for (const name of [...atOnce, ...others]) expect(userdb[name], name).toBeTypeOf('function');
  for (const name of ['createToken', 'verifyToken', 'tracer'] as const)
    expect(userdb.utils[name]).toBeTypeOf('function');
  for (const level of ['error', 'info', 'debug'] as const) expect(userdb.log[level]).toBeTypeOf('function');
});

test('functions that are taken off the object work like those on it', async () => {
  const { userdb, users } = await startUserdb();
  const ben = await users.create();
  const { findUserById, ready } = userdb;
  await ready();
  expect(await findUserById(ben.id)).toMatchObject({ email: ben.email });
});

test('a function waits for the start, and tells why there is none', async () => {
  const { createUserdb } = await import('../../server/userdb.ts');
  const userdb = createUserdb({ env: { NODE_ENV: 'test' } });
  await expect(userdb.findUserById('x')).rejects.toThrow('call initialize(app, options) first');
  expect(() => userdb.checkPassword('x')).toThrow('call initialize(app, options) first');

  const connection = { filename: '/dev/null/no.sqlite' };
  userdb.initialize({}, { database: { options: { client: 'better-sqlite3', connection } }, logger: SILENT });
  await expect(userdb.findUserById('x')).rejects.toThrow('cannot be used as a database');
});

const SILENT = { error() {}, info() {}, debug() {} };
