// userdb 1's faults in mails.
import { describe, expect, it } from 'vitest';
import { expectAccount, expectEmpty, mailsTo, userWithResetLink } from '../contract/wire.ts';
import { startSmtp } from '../setup/smtp.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

describe('faults of userdb 1: mail', () => {
  it("fault 49: an apostrophe in a name and an & in a link are themselves in a mail's text", async () => {
    const running = await startUserdb({
      email: { forgotPassword: { endpoint: 'https://app.example.com/change?lang=en&theme=dark' } },
    });
    const ben = await running.users.create({ givenName: "D'Arcy & Co", surname: "O'Neil" });
    expectEmpty(await running.browser.post('/forgot', { email: ben.email }));

    const [mail] = await mailsTo(running.mailbox, ben);

    expect(mail?.text).toContain("D'Arcy & Co");
    expect(mail?.text).toMatch(/^https:\/\/app\.example\.com\/change\?lang=en&theme=dark&sptoken=[\w.-]+$/m);
    expect(mail?.text).not.toMatch(/&(#\d+|amp|apos|quot);/);
  });

  it('fault 49: a link into a hash route carries its token there', async () => {
    const running = await startUserdb({
      email: { forgotPassword: { endpoint: 'https://app.example.com/#/change?lang=en' } },
    });
    const { ben } = await userWithResetLink(running);
    const [mail] = await mailsTo(running.mailbox, ben);
    expect(mail?.text).toMatch(/^https:\/\/app\.example\.com\/#\/change\?lang=en&sptoken=[\w.-]+$/m);
  });

  it('fault 57: a mail server that says nothing holds no request up', async () => {
    const smtp = await startSmtp();
    smtp.hang();
    const { browser, users } = await startUserdb({ smtp: { options: { ...smtp.options, greetingTimeout: 500 } } });
    const ben = await users.create();
    const hanging = smtp.waitForAttempts(1);
    expectEmpty(await browser.post('/forgot', { email: ben.email }));
    await hanging;
    // It hangs at this moment, and everything goes on.
    expectEmpty(await browser.post('/forgot', { email: ben.email }));
    expectAccount(await browser.signIn(ben, PASSWORD));
    await smtp.close();
  });
});
