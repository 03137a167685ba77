// The rules for a new password: the server's numbers, and the server's own checker on them.

import {
  checkRules,
  isPersonal,
  type PasswordPolicy,
  type PersonalWords,
  type RuleId,
} from '../../server/passwords/rules.ts';
import { withEveryCall } from '../api.ts';
import { type NewPasswordKey, newPassword } from '../messages/en/newPassword.ts';
import { type Strength, strengthOf } from './strength.ts';
import { useAnswer } from './useAnswer.ts';
import { type Labels, type Translate, useMessages } from './useMessages.ts';

export interface ShownRule {
  id: RuleId | 'personal';
  /** What the policy asks for: the number in the text. */
  n: number;
  text: string;
  /** null: nothing is typed yet. */
  ok: boolean | null;
}

export interface PolicyCheck {
  /** No rule that can be checked here is broken. */
  ok: boolean;
  /** Those that can be checked here. */
  rules: ShownRule[];
  strength: Strength;
}

export interface PolicyApi {
  /** Null while loading, and when the server did not say: then it alone decides. */
  policy: PasswordPolicy | null;
  loading: boolean;
  check(password: string, words?: PersonalWords): PolicyCheck;
  /** The sentence on what only the server can tell of a password; null while its rules are not known. */
  also: string | null;
  /** The words of rules and strength. */
  t: Translate<NewPasswordKey>;
  /** The sentence for the field; null: nothing is wrong with it. */
  problem(password: string, words?: PersonalWords): string | null;
}

export interface PolicyOptions {
  /** The person has had no password before, so none can come back. */
  first?: boolean;
  /** Words for this one. */
  labels?: Labels;
}

export function usePasswordPolicy({ first = false, labels }: PolicyOptions = {}): PolicyApi {
  const { t, locale } = useMessages(labels, newPassword);
  const answer = useAnswer('policy', (api) => withEveryCall(api).passwordPolicy());
  const policy = answer.is === 'given' ? answer.value : null;
  const list = (rules: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(rules);

  function check(password: string, words: PersonalWords = {}): PolicyCheck {
    const rules = policy ? shownRules(password, policy, words, t) : [];
    return { ok: rules.every((rule) => rule.ok !== false), rules, strength: strengthOf(password, words) };
  }

  function problem(password: string, words: PersonalWords = {}) {
    const broken = check(password, words).rules.filter((rule) => rule.ok === false);
    if (broken.length === 0) return null;
    return t('password.needs', { rules: list(broken.map((rule) => rule.text)) });
  }

  function also({ cantMatch }: PasswordPolicy) {
    const reuse = cantMatch > 0 && !first ? [t('policy.reuse', { n: cantMatch })] : [];
    return t('policy.also', { rules: list([t('policy.common'), ...reuse]) });
  }

  return { policy, loading: answer.is === 'awaited', check, also: policy && also(policy), problem, t };
}

function shownRules(
  password: string,
  policy: PasswordPolicy,
  words: PersonalWords,
  t: Translate<NewPasswordKey>,
): ShownRule[] {
  const personal = { id: 'personal', needed: 0, ok: !isPersonal(password, words) } as const;
  return [...checkRules(password, policy), personal].map(({ id, needed, ok }) => ({
    id,
    n: needed,
    text: t(`policy.${id}`, { n: needed }),
    ok: password === '' ? null : ok,
  }));
}

/** What a browser and a password manager read off the input; Safari and 1Password make up passwords by it. */
export function inputRules({ length, uppers, lowers, numbers, specials }: PasswordPolicy) {
  const kinds = [uppers && 'upper', lowers && 'lower', numbers && 'digit', specials && 'special'].filter(Boolean);
  const required = kinds.map((kind) => ` required: ${kind};`).join('');
  return { minLength: length || undefined, passwordrules: `minlength: ${length};${required}` };
}
