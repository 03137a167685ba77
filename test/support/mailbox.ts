// The mails that a userdb without a mail server keeps, waited for rather than polled.
import type { Context } from '../../server/context.ts';
import type { KeptMail } from '../../server/store/store.ts';
import type { Userdb } from '../../server/userdb.ts';

export interface TestMailbox {
  /** All mails so far, oldest first, once nothing is on its way any more. */
  all(): Promise<KeptMail[]>;
  /** The newest mail to an address with this subject; waits for it. */
  to(user: { email: string }, subject: string | RegExp): Promise<KeptMail>;
  /** The `sptoken` of the newest such mail; waits for it. */
  tokenTo(user: { email: string }, subject: string | RegExp): Promise<string>;
}

export function testMailbox(userdb: Userdb, ctx: Context): TestMailbox {
  const sent = () =>
    new Promise<void>((resolve) => {
      userdb.on('mail.sent', () => resolve()).on('mail.dropped', () => resolve());
    });

  async function to({ email }: { email: string }, subject: string | RegExp): Promise<KeptMail> {
    for (;;) {
      const next = sent();
      const found = (await ctx.store.mailbox.latest(1000)).find(
        (mail) => mail.to === email && fits(mail.subject, subject),
      );
      if (found) return found;
      await next;
    }
  }

  return {
    to,
    async all() {
      while (await ctx.store.outbox.nextDue()) {
        const next = sent();
        if (await ctx.store.outbox.nextDue()) await next;
      }
      return (await ctx.store.mailbox.latest(1000)).reverse();
    },
    async tokenTo(user, subject) {
      const { text } = await to(user, subject);
      const token = /sptoken=(\S+)/.exec(text)?.[1];
      if (!token) throw new Error('that mail has no link with a token');
      return token;
    },
  };
}

function fits(text: string, pattern: string | RegExp): boolean {
  return typeof pattern === 'string' ? text === pattern : pattern.test(text);
}
