// Mails in the language of their reader.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../server/config/load.ts';
import { MAIL_KINDS, type MailKind, TOKEN_OF } from '../../server/mail/kinds.ts';
import { languagesFor, readLocale } from '../../server/mail/languages.ts';
import { renderMail } from '../../server/mail/render.ts';
import { hour } from '../../server/time.ts';
import { temporaryDatabase } from '../sessions/temporaryFile.ts';
import { startSmtp } from '../setup/smtp.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { csv, sendFile } from '../support/upload.ts';
import { ANN, configOf, factsOf, linkOf, withTemplates } from './ann.ts';

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pt-BR', 'zh-CN'];
const ISOLATES = /[\u2068\u2069]/g;

const render = (kind: MailKind, locale: string | null, config = configOf(), user = ANN) =>
  renderMail(config, kind, factsOf(config, kind, user), locale);

const pairs = LANGUAGES.flatMap((locale) => MAIL_KINDS.map((kind): [string, MailKind] => [locale, kind]));

describe.each(pairs)('in %s, the mail %s', (locale, kind) => {
  it('has a subject, a text and a page of its own, with all that the English one says', async () => {
    const [mail, english] = [await render(kind, locale), await render(kind, null)];
    for (const part of ['subject', 'text', 'html'] as const) {
      expect(mail[part]).not.toBe(english[part]);
      expect(mail[part].trim()).not.toBe('');
    }
    for (const body of [mail.text, mail.html].map((text) => text.replace(ISOLATES, ''))) {
      expect(body).toContain('Ann Lee');
      expect(body).not.toMatch(/undefined|\bnull\b|NaN|\[object|<%|%>|\{\w*\}|Hello|Sign in/);
      if (kind === 'accountWelcome') expect(body).toContain(ANN.username);
      if (TOKEN_OF[kind]) expect(body).toContain(oneHourIn(locale));
    }
    expect(mail.text.split('\n')).toContain(linkOf(kind));
    expect(mail.html).toContain(`href="${linkOf(kind)}"`);
  });

  it('is one page that says its language and its direction', async () => {
    const { subject, html } = await render(kind, locale);
    const direction = locale === 'ar' ? ' dir="rtl"' : '';
    expect(html).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${locale}"${direction}>`));
    expect(html).toContain(`<title>${subject}</title>`);
    expect(html.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(1);
    expect(html.match(/<html|<body|<\/body>|<\/html>/g)).toEqual(['<html', '<body', '</body>', '</html>']);
  });

  it('shows names as they are, whatever is in them', async () => {
    const fullName = `O'Brien <b>"x"</b> & {username} <%= user.id %>`;
    const { text, html } = await render(kind, locale, configOf(), { ...ANN, fullName });
    expect(text).toContain(fullName);
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;b&gt;');
    for (const body of [text, html]) expect(body).not.toContain('ann-ann-ann-14');
  });
});

const oneHourIn = (locale: string) =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' }).format(1);

describe('the folder of each language', () => {
  const folder = new URL('../../email-templates/', import.meta.url);
  const folders = readdirSync(folder).filter((name) => !name.includes('.') && !['parts', 'mailbox'].includes(name));

  it('is there', () => {
    expect(folders.toSorted()).toEqual(LANGUAGES);
  });

  it.each(LANGUAGES)('%s says whether somebody who speaks it has read it', (language) => {
    const [first] = readFileSync(new URL(`${language}/texts.yml`, folder), 'utf8').split('\n');
    expect(first).toMatch(/^# .*needs a native reader/);
  });
});

describe('a locale', () => {
  it.each([
    ['de', 'de'],
    ['DE-at', 'de-AT'],
    ['zh-hans-cn', 'zh-Hans-CN'],
    ['pt-BR', 'pt-BR'],
  ])('%s is read as %s', (text, locale) => {
    expect(readLocale(text)).toBe(locale);
  });

  it.each([
    undefined,
    '',
    'd',
    'deutsch',
    '../de',
    'de/..',
    'de\u0000',
    'de_AT',
    'de-',
    'de-AT-x-y-z',
    'de;q=1',
    '%64%65',
    'a'.repeat(5000),
  ])('%j is none', (text) => {
    expect(readLocale(text)).toBeNull();
  });

  it('falls back step by step', () => {
    expect(languagesFor('zh-Hans-CN')).toEqual(['zh-Hans-CN', 'zh-Hans', 'zh']);
    expect(languagesFor('../../etc')).toEqual([]);
  });

  it('of a country has the mails of the language; of a language that is not there, the English ones', async () => {
    expect(await render('forgotPassword', 'de-AT')).toEqual(await render('forgotPassword', 'de'));
    expect(await render('forgotPassword', 'fi')).toEqual(await render('forgotPassword', null));
  });
});

describe('templates of the application', () => {
  const OWN = { 'forgot-password.html': '<p>Ours</p>', 'forgot-password.txt': 'Ours' };

  it('without a language win over our translations, with their subject', async () => {
    const config = await withTemplates(OWN);
    const expected = { html: '<p>Ours</p>', text: 'Ours', subject: 'Reset your password' };
    expect(await render('forgotPassword', 'de', config)).toEqual(expected);
  });

  it('in a folder of the language win over those without, the closer folder over the wider one', async () => {
    const config = await withTemplates({
      ...OWN,
      'de/forgot-password.html': '<p>Unsere, <%= validFor %>, <%= language %></p>',
      'de/forgot-password.txt': 'Unsere',
      'de-AT/forgot-password.txt': 'Unsrige',
    });
    expect(await render('forgotPassword', 'de', config)).toMatchObject({
      html: '<p>Unsere, 1 Stunde, de</p>',
      text: 'Unsere',
      subject: 'Setzen Sie Ihr Passwort zurück',
    });
    expect((await render('forgotPassword', 'de-AT', config)).text).toBe('Unsrige');
    expect((await render('forgotPassword', 'fr', config)).text).toBe('Ours');
  });

  it('may be words alone, in our frame', async () => {
    const mail = {
      subject: 'Kiireinen',
      heading: 'Uusi salasana',
      text: 'Linkki toimii {validFor}.',
      button: 'Valitse',
    };
    const texts = { greeting: 'Hei {name}!', mails: { 'forgot-password': mail } };
    const config = await withTemplates({ 'fi/texts.yml': JSON.stringify(texts) });
    const { subject, text, html } = await render('forgotPassword', 'fi', config);
    expect(subject).toBe('Kiireinen');
    expect(text).toMatch(/^Hei Ann Lee!\n\nLinkki toimii 1 tunti\.\n\nhttps:/);
    expect(html).toContain('<html lang="fi">');
    expect((await render('accountWelcome', 'fi', config)).html).toContain('<html lang="en">');
  });

  it('may bring a letterhead, which stands above our words too', async () => {
    const config = await withTemplates({ 'parts/top.html': '<p>Our letterhead</p>' });
    const { html } = await render('forgotPassword', 'de', config);
    expect(html).toContain('Our letterhead');
    expect(html).toContain('Wählen Sie ein neues Passwort');
  });

  it('are refused at the start where the words cannot be read', async () => {
    const broken = withTemplates({ 'de/texts.yml': 'mails: { forgot-password: { text: Hallo } }' });
    await expect(broken).rejects.toThrow(ConfigError);
    await expect(broken).rejects.toThrow(/email\.templates: de\/texts\.yml: mails\.forgot-password\.subject/);
  });
});

describe('a subject', () => {
  const email = { forgotPassword: { subject: 'Example Ltd: your password' } };

  it('of the configuration stands above every language', async () => {
    const { subject, text } = await render('forgotPassword', 'de', configOf({ email }));
    expect(subject).toBe('Example Ltd: your password');
    expect(text).toContain('Guten Tag');
  });

  it('of the application for one language stands above that of the configuration', async () => {
    const texts = { mails: { 'forgot-password': { subject: 'Example GmbH: Ihr Passwort' } } };
    const config = await withTemplates({ 'de/texts.yml': JSON.stringify(texts) }, email);
    expect((await render('forgotPassword', 'de', config)).subject).toBe('Example GmbH: Ihr Passwort');
    expect((await render('forgotPassword', 'de', config)).html).toContain('Wählen Sie ein neues Passwort');
    expect((await render('forgotPassword', 'fr', config)).subject).toBe('Example Ltd: your password');
  });
});

describe('the cookie userdb_locale', () => {
  async function start() {
    const smtp = await startSmtp();
    const { options: database } = await temporaryDatabase();
    onTestFinished(() => smtp.close());
    const app = await startUserdb({ database: { options: database }, smtp: { options: smtp.options } });
    return { ...app, smtp, ann: await app.users.create({ email: 'ann@example.com' }) };
  }

  it('says the language of the mails that somebody asks for', async () => {
    const { browser, smtp, ann } = await start();
    browser.cookies.set('userdb_locale', 'de-AT');
    expect((await browser.post('/forgot', { email: ann.email })).status).toBe(200);
    const [mail] = await smtp.waitFor(1);
    expect(mail).toMatchObject({ to: [ann.email], subject: 'Setzen Sie Ihr Passwort zurück' });
    expect(mail?.text).toMatch(/^Guten Tag .*,\r?\n/);
    expect(mail?.html).toContain('<html lang="de">');
    expect(mail?.text).toContain('1 Stunde');
    expect(mail?.links[0]).toMatch(/\/change\?sptoken=[\w-]+$/);
  });

  it('is right to left in Arabic', async () => {
    const { browser, smtp, ann } = await start();
    browser.cookies.set('userdb_locale', 'ar');
    await browser.post('/forgot', { email: ann.email });
    expect((await smtp.waitFor(1))[0]?.html).toContain('<html lang="ar" dir="rtl">');
  });

  it.each([['nothing'], ['../de'], ['de%2F..'], ['x'], ['"de"'], ['fi']])(
    'of %s is no language that we have: the mail is in English',
    async (value) => {
      const { browser, smtp, ann } = await start();
      if (value !== 'nothing') browser.cookies.set('userdb_locale', value);
      const reply = await browser.send('POST', '/forgot', JSON.stringify({ email: ann.email }), {
        headers: { 'Content-Type': 'application/json', 'Accept-Language': 'de' },
      });
      expect(reply.status).toBe(200);
      expect((await smtp.waitFor(1))[0]).toMatchObject({ subject: 'Reset your password' });
    },
  );

  it('of an administrator is not that of who is invited or gets a reset mail', async () => {
    const { browser, smtp, users, ann } = await start();
    const admin = await users.create({ email: 'ada@example.com', account: ann.account.name, roles: ['admin'] });
    browser.cookies.set('userdb_locale', 'de');
    await browser.signIn(admin, PASSWORD);
    expect((await browser.post('/users/reset_password', { userId: ann.id })).status).toBe(200);
    const rows = [
      ['First', 'Last', 'E-mail'],
      ['Ida', 'Ohm', 'ida@example.com'],
    ];
    expect((await sendFile(browser, csv(rows))).status).toBe(200);
    const mails = await smtp.waitFor(2);
    expect(mails.map(({ to, subject }) => [to[0], subject])).toEqual(
      expect.arrayContaining([
        ['ann@example.com', 'Reset your password'],
        ['ida@example.com', 'You have been invited'],
      ]),
    );
    // The same person, asking for it.
    await browser.post('/forgot', { email: admin.email });
    expect((await smtp.waitFor(3))[2]).toMatchObject({ to: [admin.email], subject: 'Setzen Sie Ihr Passwort zurück' });
  });
});

it('a span is said as before where nobody knows the language', async () => {
  const config = configOf();
  const facts = { ...factsOf(config, 'forgotPassword'), lifetime: 36 * hour };
  expect((await renderMail(config, 'forgotPassword', facts)).text).toContain('for 36 hours.');
});
