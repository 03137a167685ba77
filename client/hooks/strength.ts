// How strong a password looks: a hint, never a gate. What is common or leaked only the server knows.

import { isPersonal, type PersonalWords } from '../../server/passwords/rules.ts';

/** 0: nothing typed. 1: weak … 4: strong. */
export type Strength = 0 | 1 | 2 | 3 | 4;

const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const RUN_LENGTH = 3;

export function strengthOf(password: string, words: PersonalWords = {}): Strength {
  if (password === '') return 0;
  const characters = [...password.toLowerCase()];
  const telling = new Set(characters).size + characters.length / 2 - predictable(characters);
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(password)).length;
  const points = telling + kinds * 1.5;
  if (isPersonal(password, words) || points < 12) return 1;
  if (points < 17) return 2;
  return points < 22 ? 3 : 4;
}

/** Characters that the two before them give away: `aaa`, `abc`, `321`. */
function predictable(characters: string[]): number {
  let found = 0;
  for (let start = 0; start + RUN_LENGTH <= characters.length; start++) {
    const piece = characters.slice(start, start + RUN_LENGTH).join('');
    const back = [...piece].reverse().join('');
    const repeated = new Set(piece).size === 1;
    if (repeated || RUNS.some((run) => run.includes(piece) || run.includes(back))) found++;
  }
  return found;
}
