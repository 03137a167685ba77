// The passwords that are guessed first.
import { dictionary } from '@zxcvbn-ts/language-common';

/** The list is sorted by how often each was found; past these, refusing annoys more than it protects. */
const HOW_MANY = 30_000;

const COMMON = new Set(dictionary['passwords-common'].slice(0, HOW_MANY));

/** Whether it is one of the commonest passwords, however it is capitalised. */
export function isCommon(password: string): boolean {
  return COMMON.has(password.normalize('NFC').toLowerCase());
}
