// The ways of a user by function: verified, reset, locked, unlocked; and userdb 1's welcome page as its README had it.
import { expect, test } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const VERIFY = 'Please verify your account';
const NEW_PASSWORD = 'new horse new battery';

test('userdb 1’s README: an added user verifies by mail, chooses a password, and signs in', async () => {
  const { userdb, mailbox, browser } = await startUserdb();
  const acme = await userdb.findOrCreateAccount({ name: 'acme' });
  const added = { email: 'ann@example.com', givenName: 'Ann', surname: 'Lee', account_id: acme.id };
  const ann = await userdb.findOrCreateUser(added, userdb.generateRandomPassword());
  await userdb.newUserWorkflow(ann);
  expect(await mailbox.all()).toHaveLength(1);

  const verified = await userdb.verifyAccount(await mailbox.tokenTo(ann, VERIFY));
  expect(verified).toMatchObject({ id: ann.id, status: 'ENABLED', href: expect.any(String) });
  expect(JSON.stringify(verified)).not.toMatch(/password|token/i);

  const [account] = await userdb.searchForUsers({ email: added.email });
  const hash = await userdb.createPasswordHash(NEW_PASSWORD);
  await userdb.saveUser({ id: account?.id ?? '', givenName: 'Anna', password: hash });
  expect(await browser.signIn(ann, NEW_PASSWORD)).toMatchObject({
    status: 200,
    json: { account: { fullName: 'Anna Lee' } },
  });
  const subjects = (await mailbox.all()).map(({ subject }) => subject);
  expect(subjects).toEqual([
    VERIFY,
    'Your account has been confirmed',
    'Your registration was successful',
    'Your password has been changed',
  ]);
});

test('newUserWorkflow makes an ENABLED user prove the address once more', async () => {
  const { userdb, users, mailbox, browser } = await startUserdb();
  const ben = await users.create();
  await browser.signIn(ben, PASSWORD);
  await userdb.newUserWorkflow(ben);
  expect(await browser.get('/me')).toMatchObject({ status: 401 });
  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 400 });
  await userdb.verifyAccount(await mailbox.tokenTo(ben, VERIFY));
  expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
});

test.each(['DISABLED', 'LOCKED'] as const)('newUserWorkflow opens no door to who is %s', async (status) => {
  const { userdb, users, mailbox } = await startUserdb();
  const ben = await users.create({ status });
  await expect(userdb.newUserWorkflow(ben)).rejects.toMatchObject({ code: 'USER_DISABLED' });
  expect(await users.find(ben.email)).toMatchObject({ status });
  expect(await mailbox.all()).toEqual([]);
});

test('newUserWorkflow calls back once, also when the mail cannot be posted (7.3-42)', async () => {
  const { userdb, users, ctx } = await startUserdb();
  const ben = await users.create();
  ctx.mailer.post = async () => {
    throw new Error('the outbox is full');
  };
  const outcomes: unknown[][] = [];
  await new Promise<void>((resolve) =>
    userdb.newUserWorkflow(ben, (...outcome) => {
      outcomes.push(outcome);
      resolve();
    }),
  );
  await userdb.ping();
  expect(outcomes).toEqual([[new Error('the outbox is full')]]);
  // Nor is half of it done.
  expect(await users.find(ben.email)).toMatchObject({ status: 'ENABLED' });
});

test('a verification token works once, and never for a password; a reset token never verifies (7.3-3)', async () => {
  const { userdb, users, mailbox } = await startUserdb();
  const [dora, ben] = [await users.create({ status: 'PENDING' }), await users.create()];
  await userdb.newUserWorkflow(dora);
  await userdb.resetPassword(ben);
  const verify = await mailbox.tokenTo(dora, VERIFY);
  const reset = await mailbox.tokenTo(ben, 'Reset your password');

  expect(await userdb.verifyPasswordResetToken(verify)).toBeUndefined();
  await expect(userdb.verifyAccount(reset)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await userdb.verifyAccount(verify);
  await expect(userdb.verifyAccount(verify)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
});

test('verifyPasswordResetToken tells whose it is, spends nothing, and knows when it is too old', async () => {
  const { userdb, users, mailbox, browser, clock } = await startUserdb();
  const ben = await users.create();
  await userdb.resetPassword(ben);
  const sptoken = await mailbox.tokenTo(ben, 'Reset your password');
  for (const _ of [1, 2]) expect(await userdb.verifyPasswordResetToken(sptoken)).toMatchObject({ id: ben.id });
  expect(await userdb.verifyPasswordResetToken(sptoken)).not.toHaveProperty('href');
  clock.pass(3601);
  expect(await userdb.verifyPasswordResetToken(sptoken)).toBeUndefined();

  await userdb.resetPassword(ben);
  const [mail] = (await mailbox.all()).slice(-1);
  const second = /sptoken=(\S+)/.exec(mail?.text ?? '')?.[1];
  expect(await browser.post('/change', { sptoken: second, password: NEW_PASSWORD })).toMatchObject({ status: 200 });
  expect(await userdb.verifyPasswordResetToken(second ?? '')).toBeUndefined();
});

test('resetPassword says when there is nobody, or no mail', async () => {
  const { userdb, users } = await startUserdb({ email: { forgotPassword: { enabled: false } } });
  await expect(userdb.resetPassword({ id: 'nobody' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
  await expect(userdb.resetPassword(await users.create())).rejects.toMatchObject({ code: 'MAIL_OFF' });
});

test('unlockUser ends a lock, whoever caused it, and touches nobody else', async () => {
  const { userdb, users, browser } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 2 });
  const ben = await users.create();
  for (const _ of [1, 2]) await browser.signIn(ben, 'a guess');
  expect(await users.find(ben.email)).toMatchObject({ status: 'LOCKED' });
  await userdb.unlockUser(ben);
  expect(await users.find(ben.email)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });

  const [dora, eli] = [await users.create({ status: 'PENDING' }), await users.create({ status: 'DISABLED' })];
  for (const user of [dora, eli]) await userdb.unlockUser(user);
  expect(await users.find(dora.email)).toMatchObject({ status: 'PENDING' });
  expect(await users.find(eli.email)).toMatchObject({ status: 'DISABLED' });
  await expect(userdb.unlockUser({ id: 'nobody' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
});

test('unlockUsers ends old locks by guesses, and no lock by an administrator (7.3-20)', async () => {
  const { userdb, users, browser, clock } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 2 });
  const [old, fresh, byAdmin] = [await users.create(), await users.create(), await users.create()];
  await userdb.saveUser({ id: byAdmin.id, status: 'LOCKED' });
  for (const _ of [1, 2]) await browser.signIn(old, 'a guess');
  clock.pass(600);
  for (const _ of [1, 2]) await browser.signIn(fresh, 'a guess');
  clock.pass(301);

  expect((await userdb.unlockUsers()).map(({ id, status }) => [id, status])).toEqual([[old.id, 'ENABLED']]);
  expect(await users.find(fresh.email)).toMatchObject({ status: 'LOCKED' });
  expect(await users.find(byAdmin.email)).toMatchObject({ status: 'LOCKED' });
  expect(await userdb.unlockUsers()).toEqual([]);
});

test('an application that checks passwords itself notes how it went', async () => {
  const { userdb, users, clock } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 2 });
  const ben = await users.create();
  expect(await userdb.noteLastUnsuccessfulLogin(ben.email, 'no')).toBe('no');
  expect(await users.find(ben.email)).toMatchObject({ failedLoginCount: 1 });
  await userdb.noteLastSuccessfulLogin(ben.email.toUpperCase());
  expect(await users.find(ben.email)).toMatchObject({ failedLoginCount: 0, lastLoginAt: clock.now() });

  for (const _ of [1, 2]) await userdb.noteLastUnsuccessfulLogin(ben.username, 'no');
  await userdb.noteLastSuccessfulLogin(ben.email);
  expect(await users.find(ben.email)).toMatchObject({ status: 'LOCKED' });
  expect(await userdb.noteLastUnsuccessfulLogin('nobody', 'no')).toBe('no');
  await userdb.noteLastSuccessfulLogin('nobody');
});
