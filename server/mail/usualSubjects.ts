// The subjects of defaults.yml: what differs from them is the application's own.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { MailKind } from './kinds.ts';

const DEFAULTS = new URL('../../defaults.yml', import.meta.url);

type Mails = Readonly<Record<MailKind, { subject: string }>>;
let mails: Mails | undefined;

export function usualSubject(kind: MailKind): string {
  mails ??= (parse(readFileSync(DEFAULTS, 'utf8')) as { email: Mails }).email;
  return mails[kind].subject;
}
