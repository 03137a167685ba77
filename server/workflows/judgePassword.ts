// Says whether a password would be taken, and if not, why.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { rulesInWords } from '../passwords/policy.ts';
import type { PersonalWords } from '../passwords/rules.ts';

export interface Judgement {
  good: boolean;
  /** A sentence for the person; null for a good password. */
  error: string | null;
}

/** @param words  whose password it is to be, as far as that is known */
export function judgePassword({ config, passwords }: Context, password: unknown, words: PersonalWords): Judgement {
  const { rules, shortfall } = rulesInWords(config, typeof password === 'string' ? password : '');
  try {
    if (typeof password !== 'string' || password === '') throw new UserdbError('PASSWORD_MISSING');
    passwords.assertAllowed(password, words);
    return { good: true, error: null };
  } catch (error) {
    if (!(error instanceof UserdbError)) throw error;
    return { good: false, error: `${rules} ${error.code === 'PASSWORD_WEAK' ? shortfall : error.message}` };
  }
}
