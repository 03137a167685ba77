// The password rules as data, and the one checker of them. Pure and without imports, because the screens show the
// same rules while a person types: this is the only module outside `client` that the browser bundle takes in.

/** What `GET /password-policy` answers: numbers, so that a screen can word them in any language. */
export interface PasswordPolicy {
  /** Fewest characters (Unicode code points, after NFC). */
  length: number;
  /** Fewest upper-case letters, lower-case letters, digits, and characters that are none of these. */
  uppers: number;
  lowers: number;
  numbers: number;
  specials: number;
  /** Most bytes of UTF-8. */
  maxBytes: number;
  /** How many of the latest passwords, the present one first, may not come back; 0: any may. */
  cantMatch: number;
  /** Seconds until a password has to be replaced; 0: never. */
  expiresInSeconds: number;
}

export type RuleId = 'length' | 'uppers' | 'lowers' | 'numbers' | 'specials' | 'maxBytes';

export interface RuleResult {
  id: RuleId;
  /** What the policy asks for. */
  needed: number;
  /** What the password has. */
  found: number;
  ok: boolean;
}

/** What a person is called, so that the password is not one of these. */
export interface PersonalWords {
  email?: string | null;
  username?: string | null;
  givenName?: string | null;
  middleName?: string | null;
  surname?: string | null;
}

/** Fewer characters than this beside one's own name or address is the name with an ornament. */
const CHARACTERS_OF_ONE_S_OWN = 4;
const SHORTEST_TELLING_WORD = 3;

/** Checks `password` against each rule that the policy sets, in the order in which they are shown. */
export function checkRules(password: string, policy: PasswordPolicy): RuleResult[] {
  const characters = [...password.normalize('NFC')];
  const count = (pattern: RegExp) => characters.filter((character) => pattern.test(character)).length;
  const bytes = new TextEncoder().encode(password).length;

  const least: [RuleId, number, number][] = [
    ['length', policy.length, characters.length],
    ['uppers', policy.uppers, count(/\p{Lu}/u)],
    ['lowers', policy.lowers, count(/\p{Ll}/u)],
    ['numbers', policy.numbers, count(/\p{Nd}/u)],
    ['specials', policy.specials, count(/[^\p{L}\p{Nd}]/u)],
  ];
  const results = least
    .filter(([, needed]) => needed > 0)
    .map(([id, needed, found]) => ({ id, needed, found, ok: found >= needed }));
  if (bytes > policy.maxBytes) results.push({ id: 'maxBytes', needed: policy.maxBytes, found: bytes, ok: false });
  return results;
}

/** Whether the password is little more than the person's own name or address. */
export function isPersonal(password: string, words: PersonalWords): boolean {
  const folded = fold(password);
  return tellingWords(words).some(
    (word) => folded.includes(word) && folded.replaceAll(word, '').length < CHARACTERS_OF_ONE_S_OWN,
  );
}

function tellingWords({ email, username, givenName, middleName, surname }: PersonalWords): string[] {
  const names = [givenName, middleName, surname].map((name) => fold(name ?? ''));
  const localPart = fold(email ?? '').split('@')[0] ?? '';
  const whole = [fold(email ?? ''), localPart, fold(username ?? ''), names.join(''), ...names];
  return whole.filter((word) => word.length >= SHORTEST_TELLING_WORD).sort((a, b) => b.length - a.length);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
