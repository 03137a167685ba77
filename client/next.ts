// Where `?next=` may lead: to a path of this very site, and nowhere else.

const BASE = 'http://userdb.invalid';

/** `next` when it is a path on this site, else null. */
export function safeNext(next: string | null | undefined): string | null {
  // A browser drops tabs and line breaks from an address and reads `\` as `/`: `/\t/evil.example` leaves the site.
  const isPath = /^\/(?![/\\])\P{Cc}*$/u.test(next ?? '');
  return next && isPath && new URL(next, BASE).origin === BASE ? next : null;
}

/** `path?next=…`, when there is somewhere to go on to. */
export function withNext(path: string, next: string | null | undefined): string {
  if (!next) return path;
  return `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`;
}
