// English with marks: a word without them was written into the code.

import adminEn from '../../client/messages/admin/en.ts';
import { importWords } from '../../client/messages/admin/importWords.ts';
import en from '../../client/messages/en.ts';
import type { Message } from '../../client/messages/types.ts';

const ACCENTS: Record<string, string> = {
  a: 'ä',
  c: 'ç',
  e: 'é',
  g: 'ĝ',
  i: 'î',
  n: 'ñ',
  o: 'ô',
  s: 'š',
  u: 'û',
  y: 'ý',
};

function mark(text: string) {
  const accented = text.replace(/\{\w+\}|%APP%|[a-z]/g, (part) => ACCENTS[part] ?? part);
  return text === '' ? '' : `[!! ${accented} !!]`;
}

function marked(message: Message): Message {
  return typeof message === 'function' ? (vars) => mark(message(vars)) : mark(message);
}

/** `[!! Šîĝñ îñ !!]` */
export const pseudo: Record<string, Message> = Object.fromEntries(
  Object.entries({ ...en, ...adminEn, ...importWords }).map(([key, message]) => [
    key,
    key === 'language' ? 'en' : marked(message),
  ]),
);
