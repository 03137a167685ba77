// A password that nobody can guess, for who has none yet.
import { randomInt } from 'node:crypto';
import type { PasswordPolicy } from './rules.ts';

/** Without characters that are read as another one: no I, O, l, 0, 1. */
const SETS = {
  uppers: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  lowers: 'abcdefghijkmnopqrstuvwxyz',
  numbers: '23456789',
  specials: '!#%+-:=?@_',
} as const;
const ANY = Object.values(SETS).join('');
/** Some 120 bits. */
const LENGTH = 20;

/** Meets every rule of the policy; from a secure source, in no order. */
export function generatePassword(policy: PasswordPolicy): string {
  const characters = (Object.keys(SETS) as (keyof typeof SETS)[]).flatMap((name) =>
    Array.from({ length: policy[name] }, () => pick(SETS[name])),
  );
  while (characters.length < Math.max(LENGTH, policy.length)) characters.push(pick(ANY));
  return shuffled(characters).join('');
}

function pick(set: string): string {
  return set.charAt(randomInt(set.length));
}

/** Fisher and Yates: each order is as likely as any other. */
function shuffled(items: readonly string[]): string[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}
