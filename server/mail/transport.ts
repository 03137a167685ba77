// How a rendered mail leaves: by SMTP, or into the mailbox page.
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Config } from '../config/schema.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../time.ts';

export interface RenderedMail {
  /** The id of the mail in the outbox: a repeated try has the same Message-ID, by which mail servers know it. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Which of the two a mail program shows first. */
  format: 'html' | 'text';
}

export interface Transport {
  /** Seconds after which a try has ended in any case. */
  readonly longestTry: number;
  /** Resolves when the mail has been taken; rejects when it has not. */
  send(mail: RenderedMail): Promise<void>;
  close(): void;
}

/** Answers that a mail server may take its time for: to STARTTLS, AUTH, MAIL, RCPT, DATA and the mail. */
const SILENCES = 6;

export function openTransport(config: Config, store: Store, clock: Clock): Transport {
  return config.mailbox.enabled ? mailboxTransport(config, store, clock) : smtpTransport(config);
}

function smtpTransport(config: Config): Transport {
  const { host, secure, auth, tls, ...options } = config.smtp.options;
  const transport = createTransport({
    ...options,
    host: host ?? 'localhost',
    secure: secure ?? options.port === 465,
    ...(auth && { auth: { ...auth } }),
    ...(tls && { tls: { ...tls } }),
    // A template or an address that names a file or a page must not make the server read it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = new URL(config.baseUrl).hostname;
  const { connectionTimeout, greetingTimeout, socketTimeout } = options;

  return {
    longestTry: (connectionTimeout + greetingTimeout + SILENCES * socketTimeout) / 1000,
    async send(mail) {
      await transport.sendMail({
        from: config.smtp.from,
        // An object, so that nothing in the address can be read as a second recipient.
        to: { name: '', address: mail.to },
        subject: mail.subject,
        messageId: `<${mail.id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...bodies(mail),
      });
    },
    close: () => transport.close(),
  };
}

/** Of alternatives a mail program shows the last that it can; nodemailer puts `alternatives` last. */
function bodies({ text, html, format }: RenderedMail): Pick<SendMailOptions, 'text' | 'html' | 'alternatives'> {
  if (format === 'html') return { text, html };
  return { html, alternatives: [{ contentType: 'text/plain; charset=utf-8', content: text }] };
}

function mailboxTransport(config: Config, store: Store, clock: Clock): Transport {
  return {
    longestTry: 0,
    async send({ id, to, subject, text, html }) {
      await store.mailbox.keep({ id, to, from: config.smtp.from, subject, text, html, at: clock() });
    },
    close() {},
  };
}
