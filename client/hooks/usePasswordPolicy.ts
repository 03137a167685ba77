// The rules for a new password: the server's numbers, and the server's own checker on them.

import { checkRules, isPersonal, type PasswordPolicy, type PersonalWords } from '../../server/passwords/rules.ts';
import { withEveryCall } from '../api.ts';
import { type NewPasswordKey, newPassword } from '../messages/en/newPassword.ts';
import { type Strength, strengthOf } from './strength.ts';
import { useAnswer } from './useAnswer.ts';
import { type Labels, type Translate, useMessages } from './useMessages.ts';

export interface ShownRule {
  id: string;
  text: string;
  /** null: only the server can tell, or nothing is typed yet. */
  ok: boolean | null;
}

export interface PolicyCheck {
  /** No rule that can be checked here is broken. */
  ok: boolean;
  rules: ShownRule[];
  strength: Strength;
}

export interface PolicyApi {
  /** Null while loading, and when the server did not say: then it alone decides. */
  policy: PasswordPolicy | null;
  loading: boolean;
  check(password: string, words?: PersonalWords): PolicyCheck;
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

  function check(password: string, words: PersonalWords = {}): PolicyCheck {
    const rules = policy ? shownRules(password, policy, words, t, first) : [];
    return { ok: rules.every((rule) => rule.ok !== false), rules, strength: strengthOf(password, words) };
  }

  function problem(password: string, words: PersonalWords = {}) {
    const broken = check(password, words).rules.filter((rule) => rule.ok === false);
    if (broken.length === 0) return null;
    const list = new Intl.ListFormat(locale, { type: 'conjunction' });
    return t('password.needs', { rules: list.format(broken.map((rule) => rule.text)) });
  }

  return { policy, loading: answer.is === 'awaited', check, problem, t };
}

function shownRules(
  password: string,
  policy: PasswordPolicy,
  words: PersonalWords,
  t: Translate<NewPasswordKey>,
  first: boolean,
): ShownRule[] {
  const typed = password !== '';
  const counted = checkRules(password, policy).map(({ id, needed, ok }) => ({
    id,
    text: t(`policy.${id}`, { n: needed }),
    ok: typed ? ok : null,
  }));
  const personal = typed ? !isPersonal(password, words) : null;
  const reuse = { id: 'reuse', text: t('policy.reuse', { n: policy.cantMatch }), ok: null };
  return [
    ...counted,
    { id: 'personal', text: t('policy.personal'), ok: personal },
    { id: 'common', text: t('policy.common'), ok: null },
    ...(policy.cantMatch > 0 && !first ? [reuse] : []),
  ];
}

/** What a browser and a password manager read off the input; Safari and 1Password make up passwords by it. */
export function inputRules({ length, uppers, lowers, numbers, specials }: PasswordPolicy) {
  const kinds = [uppers && 'upper', lowers && 'lower', numbers && 'digit', specials && 'special'].filter(Boolean);
  const required = kinds.map((kind) => ` required: ${kind};`).join('');
  return { minLength: length || undefined, passwordrules: `minlength: ${length};${required}` };
}
