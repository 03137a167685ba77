// A mail to one user, because the application says so.
import { expect, test } from 'vitest';
import { startUserdb } from '../support/startUserdb.ts';

test.each([
  ['sendAccountVerificationEmail', 'Please verify your account', true],
  ['sendAccountVerificationSuccessfulEmail', 'Your account has been confirmed', false],
  ['sendAccountWelcomeEmail', 'Your registration was successful', false],
  ['sendForgotPasswordEmail', 'Reset your password', true],
  ['sendPasswordResetSuccessfulEmail', 'Your password has been changed', false],
  ['sendAccountExistsEmail', 'You already have an account', false],
  ['sendAccountInvitationEmail', 'You have been invited', true],
  ['sendEmailChangedEmail', 'Your e-mail address is being changed', false],
] as const)('%s sends "%s" to the address in the database', async (name, subject, hasToken) => {
  const { userdb, users, mailbox } = await startUserdb();
  const ben = await users.create();
  const disguised = { ...ben, email: 'somebody.else@example.com' };
  await userdb[name](disguised);
  const mails = await mailbox.all();
  expect(mails.map((mail) => [mail.to, mail.subject])).toEqual([[ben.email, subject]]);
  expect(/sptoken=\S+/.test(mails[0]?.text ?? '')).toBe(hasToken);
  await expect(userdb[name]({ id: 'nobody' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
});

test('the mailed links work', async () => {
  const { userdb, users, mailbox } = await startUserdb();
  const dora = await users.create({ status: 'PENDING' });
  await userdb.sendAccountVerificationEmail(dora);
  await userdb.verifyAccount(await mailbox.tokenTo(dora, 'Please verify your account'));
  await userdb.sendForgotPasswordEmail(dora);
  const reset = await mailbox.tokenTo(dora, 'Reset your password');
  expect(await userdb.verifyPasswordResetToken(reset)).toMatchObject({ id: dora.id, status: 'ENABLED' });
});

test('a kind that is turned off sends nothing, and leaves older links alone', async () => {
  const { userdb, users, mailbox, ctx } = await startUserdb({ email: { forgotPassword: { enabled: false } } });
  const ben = await users.create();
  const add = ctx.store.tokens.add;
  let tokens = 0;
  ctx.store.tokens.add = (...given) => {
    tokens++;
    return add(...given);
  };
  await userdb.sendForgotPasswordEmail(ben);
  expect(await mailbox.all()).toEqual([]);
  expect(tokens).toBe(0);
});

test('a changed address is asked for by mail, and the present one is told', async () => {
  const { userdb, users, mailbox } = await startUserdb();
  const [ben, cleo] = [await users.create(), await users.create()];
  const fresh = { email: 'fresh@example.com' };
  await userdb.sendEmailChangeVerificationEmail(ben, fresh.email);
  await mailbox.to(ben, 'Your e-mail address is being changed');
  expect(await users.find(ben.email)).toMatchObject({ id: ben.id });

  await userdb.verifyAccount(await mailbox.tokenTo(fresh, 'Please verify your new e-mail address'));
  expect(await users.find(fresh.email)).toMatchObject({ id: ben.id });
  const refused = (email: string) => userdb.sendEmailChangeVerificationEmail(ben, email);
  await expect(refused(cleo.email)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
  await expect(refused('no address')).rejects.toMatchObject({ code: 'EMAIL_INVALID' });
});

test('nobody waits for the mail server (7.3-57)', async () => {
  // Nothing listens there: what resolves is that the mail lies in the outbox.
  const { userdb, users, ctx } = await startUserdb({ smtp: { options: { host: '127.0.0.1', port: 1 } } });
  const ben = await users.create();
  await userdb.sendAccountWelcomeEmail(ben);
  expect(await ctx.store.outbox.nextDue()).not.toBeNull();
});
