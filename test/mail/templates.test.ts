import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { MAIL_KINDS, type MailKind, TOKEN_OF } from '../../server/mail/kinds.ts';
import { mailUri, withToken } from '../../server/mail/links.ts';
import { renderMail } from '../../server/mail/render.ts';
import { ANN, configOf, factsOf, linkOf, TOKEN, withTemplates } from './ann.ts';

async function render(kind: MailKind, config = configOf(), user = ANN): Promise<{ text: string; html: string }> {
  const { text, html } = await renderMail(config, kind, factsOf(config, kind, user));
  return { text, html };
}

describe.each(MAIL_KINDS)('the mail %s', (kind) => {
  it('is written, as text and as HTML, with nothing left out', async () => {
    for (const body of Object.values(await render(kind))) {
      expect(body).toContain('Ann Lee');
      expect(body).not.toMatch(/undefined|null|NaN|\[object|<%|%>|\$\{/);
      expect(body).not.toContain('hidden-hash');
    }
  });

  it('has its link in both, with a token where there is one', async () => {
    const url = linkOf(kind);
    const { text, html } = await render(kind);
    expect(url).toMatch(TOKEN_OF[kind] ? /^https:\/\/app\.example\.com\/\w+\?sptoken=\w+$/ : /^https:\/\/[\w./]+$/);
    // On a line of its own, so that mail programs find the whole of it.
    expect(text.split('\n')).toContain(url);
    expect(html).toContain(`href="${url}"`);
  });

  it('is one HTML page with a language, a title, and nothing from elsewhere', async () => {
    const { html } = await render(kind);
    expect(html).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(html).toContain(`<title>${configOf().email[kind].subject}</title>`);
    expect(html.match(/<html|<body|<\/body>|<\/html>/g)).toEqual(['<html', '<body', '</body>', '</html>']);
    expect(html).not.toMatch(/<script|<img|<link|src=|@import|url\(/i);
  });

  it('shows names as they are, whatever is in them', async () => {
    const fullName = `O'Brien <b>"x"</b> & <%= user.id %> <%- include('/etc/passwd') %>`;
    const { text, html } = await render(kind, configOf(), { ...ANN, fullName, username: fullName });
    expect(text).toContain(fullName);
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;b&gt;');
    expect(html).toContain('&lt;%= user.id %&gt;');
    for (const body of [text, html]) expect(body).not.toMatch(/ann-ann-ann-14|root:/);
  });

  it('keeps a link with & and quotes in one attribute', async () => {
    const endpoint = 'https://app.example.com/go?a=1&b="x"';
    const linked = Object.fromEntries(Object.keys(TOKEN_OF).map((one) => [one, { endpoint }]));
    const config = configOf({ email: linked });
    const { text, html } = await render(kind, config);
    if (!TOKEN_OF[kind]) return;
    expect(text).toContain(`${endpoint}&sptoken=${TOKEN}`);
    expect(html).toContain(`href="https://app.example.com/go?a=1&amp;b=&#34;x&#34;&amp;sptoken=${TOKEN}"`);
  });
});

describe('the link', () => {
  it.each([
    ['https://a.example/verify', 'https://a.example/verify?sptoken=T'],
    ['https://a.example/verify?lang=en', 'https://a.example/verify?lang=en&sptoken=T'],
  ])('of %s is %s', (uri, url) => {
    expect(withToken(uri, 'T')).toBe(url);
  });

  it('leads to baseUrl, basePath and the endpoint, or where the configuration says', () => {
    const config = configOf({
      baseUrl: 'https://app.example.com/',
      basePath: '/auth',
      endpoints: { change: { uri: '/new' } },
    });
    expect(mailUri(config, 'forgotPassword')).toBe('https://app.example.com/auth/new');
    expect(mailUri(config, 'accountVerification')).toBe('https://app.example.com/auth/verify');
    expect(mailUri(config, 'accountExists')).toBe('https://app.example.com/auth/forgot');
    const own = configOf({ email: { forgotPassword: { endpoint: 'https://www.example.com/reset' } } });
    expect(mailUri(own, 'forgotPassword')).toBe('https://www.example.com/reset');
  });

  it('ends in the token, also behind a fragment: pages that route by it read it there, as with userdb 1', () => {
    expect(withToken('https://a.example/#/verify', 'T')).toBe('https://a.example/#/verify?sptoken=T');
  });
});

describe('own templates', () => {
  it('win, and what is missing comes from the package', async () => {
    const config = await withTemplates({ 'account-welcome.html': '<p>Ahoy <%= user.givenName %></p>' });
    const { text, html } = await render('accountWelcome', config);
    expect(html).toBe('<p>Ahoy Ann</p>');
    expect(text).toContain('Your registration was successful');
    expect((await render('forgotPassword', config)).html).toContain('Choose a new password');
  });

  it('win as text alone', async () => {
    const config = await withTemplates({ 'account-welcome.txt': 'Ahoy <%- user.givenName %>' });
    const { text, html } = await render('accountWelcome', config);
    expect(text).toBe('Ahoy Ann');
    expect(html).toContain('Your registration was successful');
  });

  it('may have names of their own', async () => {
    const config = await withTemplates(
      { 'ahoy.html': '<p>Ahoy</p>', 'ahoy.txt': 'Ahoy' },
      { accountWelcome: { template: 'ahoy.html' } },
    );
    expect(await render('accountWelcome', config)).toEqual({ html: '<p>Ahoy</p>', text: 'Ahoy' });
  });

  it('are taken with what userdb 1 gave them: envelope, user, token, url, uri', async () => {
    const source = '<%= envelope.subject %>|<%= envelope.to %>|<%= user.email %>|<%= token %>|<%= url %>|<%= uri %>';
    const config = await withTemplates({ 'forgot-password.html': source });
    const uri = 'https://app.example.com/change';
    const parts = ['Reset your password', 'ann@example.com', 'ann@example.com', TOKEN, `${uri}?sptoken=${TOKEN}`, uri];
    expect((await render('forgotPassword', config)).html).toBe(parts.join('|'));
  });

  it('may be a changed copy of ours, which includes our parts', async () => {
    const ours = await readFile(new URL('../../email-templates/account-welcome.html', import.meta.url), 'utf8');
    const config = await withTemplates({ 'account-welcome.html': ours.replace('Welcome', 'Ahoy') });
    const { html } = await render('accountWelcome', config);
    expect(html).toContain('<h1>Ahoy</h1>');
    expect(html).toContain('<!doctype html>');
  });

  it('may include parts of their own in place of ours', async () => {
    const ours = await readFile(new URL('../../email-templates/account-welcome.html', import.meta.url), 'utf8');
    const config = await withTemplates({ 'account-welcome.html': ours, 'parts/top.html': '<p>Our letterhead</p>' });
    expect((await render('accountWelcome', config)).html).toContain('Our letterhead');
  });
});

it('has a text and an HTML template for each kind, and none besides', async () => {
  const names = MAIL_KINDS.map((kind) => configOf().email[kind].template);
  const files = await readdir(new URL('../../email-templates/', import.meta.url));
  const expected = names.flatMap((name) => [name, name.replace('.html', '.txt')]);
  expect(files.filter((file) => file.includes('.')).toSorted()).toEqual(expected.toSorted());
});
