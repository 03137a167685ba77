import { createTransport, type SendMailOptions } from 'nodemailer';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Smtp, startSmtp } from './smtp.ts';

let smtp: Smtp;

beforeEach(async () => {
  const started = await startSmtp();
  smtp = started;
  return () => started.close();
});

describe('a mail that was accepted', () => {
  it('can be read: people, subject, both texts, links', async () => {
    await send({
      from: '"The Shop" <shop@example.com>',
      to: 'Ben <ben@example.com>, ada@example.com',
      subject: 'Grüße aus Köln – ein ziemlich langer Betreff, der umbrochen werden muß',
      text: 'Straße: https://shop.example/verify?token=abc_DEF-1&next=%2Fhome\nEnde',
      html: '<p>Straße: <a href="https://shop.example/verify?token=abc_DEF-1&amp;next=%2Fhome">hier</a></p>',
    });

    const [mail] = await smtp.waitFor(1);
    expect(mail).toMatchObject({
      from: 'shop@example.com',
      to: ['ben@example.com', 'ada@example.com'],
      subject: 'Grüße aus Köln – ein ziemlich langer Betreff, der umbrochen werden muß',
      text: 'Straße: https://shop.example/verify?token=abc_DEF-1&next=%2Fhome\nEnde',
      links: ['https://shop.example/verify?token=abc_DEF-1&next=%2Fhome'],
    });
    expect(mail?.html).toContain('<p>Straße:');
    expect(mail?.messageId).toMatch(/^<.+@.+>$/);
  });

  it.each(['base64', 'quoted-printable'] as const)('can be read in %s', async (textEncoding) => {
    const text = `Lange Zeile ${'ä = ö '.repeat(60)}\nPunkt:\n.\nEnde`;
    await send({ text, textEncoding });

    expect((await smtp.waitFor(1))[0]?.text.trimEnd()).toBe(text);
  });

  it('is found by what it is like, also before it comes', async () => {
    const toBen = smtp.waitFor((mail) => mail.to.includes('ben@example.com'));
    await send({ to: 'ada@example.com', subject: 'one' });
    await send({ to: 'ben@example.com', subject: 'two' });

    expect((await toBen).subject).toBe('two');
    expect(smtp.mails).toHaveLength(2);
  });
});

describe('a server in trouble', () => {
  it.each([550, 451])('refuses with %d until it accepts again', async (code) => {
    smtp.refuse(code);
    await expect(send({})).rejects.toMatchObject({ responseCode: code });
    expect(smtp.mails).toHaveLength(0);
    expect(smtp.attempts).toBe(1);

    smtp.accept();
    await send({});
    expect(smtp.mails).toHaveLength(1);
  });

  it('hangs without a word', async () => {
    smtp.hang();
    const sent = send({});
    await smtp.waitForAttempts(1);
    await smtp.close();

    await expect(sent).rejects.toThrow();
    expect(smtp.mails).toHaveLength(0);
  });

  it('goes away, and comes back on the same port', async () => {
    await smtp.down();
    await expect(send({})).rejects.toThrow('ECONNREFUSED');

    await smtp.up();
    await send({ subject: 'back' });
    expect((await smtp.waitFor(1))[0]?.subject).toBe('back');
  });
});

async function send(mail: SendMailOptions) {
  const transport = createTransport(smtp.options);
  onTestFinished(() => transport.close());
  await transport.sendMail({ from: 'shop@example.com', to: 'ben@example.com', text: 'Hello', ...mail });
}
