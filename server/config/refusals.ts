// The lines in which wrong keys are refused: the key, what it takes, what it got, and never a secret.
import type { z } from 'zod';
import { at, isPlain } from './merge.ts';

export type Issue = z.core.$ZodIssue;

/** The lines of one problem: the key, what it takes, and what it got. */
export function describe(issue: Issue, merged: unknown, defaults: unknown): string[] {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys((at(defaults, issue.path) as object | undefined) ?? {});
    return issue.keys.map((name) => `${key ? `${key}.` : ''}${name}: there is no such key${suggestion(name, known)}`);
  }
  const got = at(merged, issue.path);
  if (issue.code === 'invalid_type') return [`${key || 'configuration'}: takes keys with values (got ${kindOf(got)})`];
  return [`${key}: ${issue.message} (got ${show(key, got)})`];
}

/** The schema passes over `__proto__` where it takes any key. */
export function inheritances(value: unknown, key = ''): string[] {
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const inside = key ? `${key}.${name}` : name;
    return name === '__proto__' ? [`${inside}: there is no such key`] : inheritances(inner, inside);
  });
}

function kindOf(got: unknown): string {
  if (got === null) return 'null';
  if (typeof got === 'string') return 'text';
  return Array.isArray(got) ? 'a list' : `a ${typeof got}`;
}

const SECRET = /secret|signingKey|auth|pass|connection|tls/i;
/** The part of an address that has a user and a password in it. */
const CREDENTIALS = /\S*:\S*@/g;

/** A wrong value as far as a log may have it. */
function show(key: string, got: unknown): string {
  if (got === undefined) return 'nothing';
  if (typeof got === 'function') return 'a function';
  if (/(^|\.)(secret|tokenSigningKey|signingKey|auth|tls)$/.test(key)) {
    return typeof got === 'string' ? `${got.length} characters` : kindOf(got);
  }
  const hide = (inner: string, value: unknown) => {
    if (inner !== '' && SECRET.test(inner)) return '…';
    return typeof value === 'string' ? value.replace(CREDENTIALS, '…@') : value;
  };
  const shown = JSON.stringify(got, hide);
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}

function suggestion(name: string, known: string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const near = known.find((other) => plain(other) === plain(name) || distance(plain(other), plain(name)) <= 2);
  return near
    ? `; did you mean ${near}?`
    : known.length > 0 && known.length <= 12
      ? `; there are ${known.join(', ')}`
      : '';
}

/** Levenshtein's distance: how many letters to add, drop or change to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
