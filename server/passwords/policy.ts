// Which passwords are taken.
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import { isCommon } from './common.ts';
import {
  checkRules,
  isPersonal,
  type PasswordPolicy,
  type PersonalWords,
  type RuleId,
  type RuleResult,
} from './rules.ts';

/** userdb 1's own length, below which nothing goes even with the policy off. */
const FLOOR = 5;
/** Far more than anybody types; a bound, so that hashing a megabyte is nobody's way to keep us busy. */
const MAX_BYTES = 4096;

/** The rules as numbers, for pages and for the check itself. */
export function policyOf(config: Config): PasswordPolicy {
  const { enabled, length, uppers, lowers, numbers, specials } = config.passwordPolicy;
  const rules = enabled
    ? { length, uppers, lowers, numbers, specials }
    : { length: FLOOR, uppers: 0, lowers: 0, numbers: 0, specials: 0 };
  return {
    ...rules,
    maxBytes: MAX_BYTES,
    cantMatch: config.passwordsCantMatch,
    expiresInSeconds: config.endpoints.expired.enabled ? config.passwordsExpireInSeconds : 0,
  };
}

/** @throws UserdbError PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL */
export function assertAllowed(config: Config, password: string, words: PersonalWords): void {
  const refuse = (code: 'PASSWORD_COMMON' | 'PASSWORD_PERSONAL') => {
    throw new UserdbError(code, { field: 'password' });
  };
  const broken = checkRules(password, policyOf(config)).filter((rule) => !rule.ok);
  if (broken.length > 0) {
    throw new UserdbError('PASSWORD_WEAK', { field: 'password', rules: broken.map(inWords).join(', ') });
  }
  if (!config.passwordPolicy.enabled) return;
  if (isCommon(password)) refuse('PASSWORD_COMMON');
  if (isPersonal(password, words)) refuse('PASSWORD_PERSONAL');
}

/** The rules as a sentence, and how far a password falls short of them; null for one that keeps them. */
export function rulesInWords(config: Config, password: string): { rules: string; shortfall: string | null } {
  const results = checkRules(password, policyOf(config));
  const broken = results.filter((rule) => !rule.ok).map(({ id, found }) => amount(id, found));
  return {
    rules: `A password has ${results.map(inWords).join(', ')}.`,
    shortfall: broken.length > 0 ? `This one has ${broken.join(', ')}.` : null,
  };
}

function inWords({ id, needed }: RuleResult): string {
  return `${id === 'maxBytes' ? 'at most' : 'at least'} ${amount(id, needed)}`;
}

const THINGS: Record<RuleId, string> = {
  length: 'character',
  uppers: 'capital letter',
  lowers: 'small letter',
  numbers: 'digit',
  specials: 'other character',
  maxBytes: 'byte',
};

function amount(id: RuleId, count: number): string {
  return `${count} ${THINGS[id]}${count === 1 ? '' : 's'}`;
}
