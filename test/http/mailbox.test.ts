// The mailbox page, and where there is none.
import { expect, test } from 'vitest';
import { startSmtp } from '../setup/smtp.ts';
import { startUserdb } from '../support/startUserdb.ts';

const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

test('a developer finds the mails there, as a page, as JSON, and one by itself', async () => {
  const { browser, mailbox, users } = await startUserdb();
  const ben = await users.create({ givenName: '<b>Ben</b>' });
  await browser.post('/forgot', { email: ben.email });
  const { id } = await mailbox.to(ben, 'Reset your password');

  const page = await browser.get('/mailbox', { accept: HTML });
  expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(page.text).toContain('Hello &lt;b&gt;Ben&lt;/b&gt; Bright,');
  expect((await browser.get('/mailbox')).json).toMatchObject({
    mails: [{ to: ben.email, subject: 'Reset your password' }],
  });

  const mail = await browser.get(`/mailbox/${id}`, { accept: HTML });
  expect(mail.headers.get('Content-Security-Policy')).toContain('sandbox');
  expect(mail.text).not.toContain('<b>Ben');
  expect(await browser.get('/mailbox/nothing', { accept: HTML })).toMatchObject({ status: 404 });
  expect(await browser.get('/mailbox/%E0', { accept: HTML })).toMatchObject({ status: 400 });
});

test('with a mail server there is no mailbox', async () => {
  const smtp = await startSmtp();
  const options = { host: '127.0.0.1', port: smtp.port, ignoreTLS: true };
  const { browser } = await startUserdb({ smtp: { options } });
  expect(await browser.get('/mailbox')).toMatchObject({ status: 404 });
});

test('in production there is none either, and no mail is kept', async () => {
  const secrets = {
    session: { secret: 's'.repeat(32) },
    tokenSigningKey: 't'.repeat(32),
    passwordHashing: { cost: 10 },
  };
  const email = Object.fromEntries(
    [
      'accountVerification',
      'accountVerificationSuccessful',
      'accountWelcome',
      'forgotPassword',
      'passwordResetSuccessful',
    ].map((kind) => [kind, { enabled: kind.endsWith('Successful') || kind === 'accountWelcome' ? false : null }]),
  );
  const { browser, users, ctx, log } = await startUserdb(
    { ...secrets, email: { ...email, passwordResetSuccessful: { enabled: null } } },
    { env: { NODE_ENV: 'production' } },
  );
  const ben = await users.create();
  expect(await browser.post('/forgot', { email: ben.email })).toMatchObject({ status: 200 });
  expect(await browser.get('/mailbox')).toMatchObject({ status: 404 });
  expect(await ctx.store.outbox.nextDue()).toBeNull();
  expect(log.map(({ message }) => message).join('\n')).toContain('no reset link is mailed: set smtp.options.host');
});
