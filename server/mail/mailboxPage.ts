// What the mailbox shows: the list of mails, and one mail by itself.
import { readFileSync } from 'node:fs';
import ejs from 'ejs';
import type { Config } from '../config/schema.ts';
import type { KeptMail } from '../store/store.ts';

const FOLDER = new URL('../../email-templates/mailbox/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

export function mailboxPage(mails: readonly KeptMail[], { basePath, mailbox }: Config): string {
  const home = `${basePath ?? ''}/`;
  const base = `${basePath ?? ''}${mailbox.uri}`;
  return ejs.compile(read('page.html'))({ mails: mails.map((mail) => ({ ...mail, link: linkIn(mail) })), base, home });
}

export function mailboxStyle(): string {
  return read('page.css');
}

/** The mail's HTML for a frame; what it links to opens in the whole window. */
export function mailPage({ html }: KeptMail): string {
  return html.replace(/<head>/i, '<head><base target="_top">');
}

/** The first address in a mail's text, for a button beside the mail. */
function linkIn({ text }: KeptMail): string | null {
  return /https?:\/\/\S+/.exec(text)?.[0] ?? null;
}
