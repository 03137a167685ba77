// How strong a password looks: a hint, never a gate. What is common or leaked only the server knows in full.

import { isPersonal, type PersonalWords } from '../../server/passwords/rules.ts';

/** 0: nothing typed. 1: weak … 4: strong. */
export type Strength = 0 | 1 | 2 | 3 | 4;

const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qazwsxedc'];

/** What is tried first, and what people write in place of its letters. */
const TRIED_FIRST =
  'password|welcome|letmein|iloveyou|administrator|admin|master|dragon|monkey|football|baseball|princess|sunshine|superman|trustno1|changeme|secret';
const STAND_INS: Record<string, string> = { a: '4@', e: '3', i: '1!', l: '1', o: '0', s: '5$', t: '7' };
const WORDS = TRIED_FIRST.replace(/[aeilost]/g, (letter) => `[${letter}${STAND_INS[letter]}]`);
/** One guess each: such a word, a year, and the same piece again and again. */
const ONE_GUESS = new RegExp(`${WORDS}|19\\d\\d|20\\d\\d|(.{2,9})\\1+`, 'gi');
/** Where people put the capital, the number and the sign that a rule asks for. */
const DECORATION = /^\P{Ll}|(?<!\P{L})\P{L}+$/gu;

export function strengthOf(password: string, words: PersonalWords = {}): Strength {
  if (password === '') return 0;
  const guessed = password.replace(ONE_GUESS, 'a');
  const characters = [...guessed.toLowerCase()];
  const telling = new Set(characters).size + characters.length / 2 - predictable(characters);
  const plain = guessed.replace(DECORATION, '');
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(plain)).length;
  const points = telling + kinds * 1.5;
  if (isPersonal(password, words) || points < 14.5) return 1;
  if (points < 17.5) return 2;
  return points < 22 ? 3 : 4;
}

/** Characters that the two before them give away, or every other one: `aaa`, `abc`, `321`, `1q2w3`. */
function predictable(characters: string[]): number {
  let found = 0;
  for (const step of [1, 2]) {
    for (let start = 0; start + 2 * step < characters.length; start++) {
      const piece = [0, step, 2 * step].map((offset) => characters[start + offset]).join('');
      const back = [...piece].reverse().join('');
      const repeated = new Set(piece).size === 1;
      if (repeated || RUNS.some((run) => run.includes(piece) || run.includes(back))) found++;
    }
  }
  return found;
}
