// How e-mail addresses and user names are compared, and which addresses are taken.

/** The form under which a login is looked up and kept unique: "Ann@Example.com " and "ann@example.com" are one. */
export function normalForm(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** Columns of userdb 1 set these bounds, in characters. */
export const LONGEST = {
  email: 128,
  username: 64,
  name: 64,
  fullName: 256,
  /** Of an account or a role. */
  describedName: 32,
  description: 512,
} as const;

// The local part of HTML's input type=email: no quotes, commas, spaces or line ends, so that nothing that reads the
// address later (a mail library, an SMTP server) can see more than one recipient in it.
const LOCAL_PART = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** Whether `text`, already trimmed, is one plain e-mail address. */
export function isEmailAddress(text: string): boolean {
  // A full-width @ or letter would become another address when something later normalises it.
  if (text.length > LONGEST.email || text !== text.normalize('NFKC')) return false;
  const [local, domain, ...rest] = text.split('@');
  if (local === undefined || domain === undefined || rest.length > 0) return false;
  return LOCAL_PART.test(local) && domain.split('.').every((label) => DOMAIN_LABEL.test(label));
}
