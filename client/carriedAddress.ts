// The address that a person typed on one screen, for the next screen that asks for it. Never in the URL, gone with the tab.

import { keep, kept } from './kept.ts';

const KEY = 'udb-address';

export function carryAddress(address: string) {
  if (address) keep(KEY, address);
}

export function carriedAddress(): string {
  return kept(KEY);
}
