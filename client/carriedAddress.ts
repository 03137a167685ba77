// The address that a person typed on one screen, for the next screen that asks for it. Never in the URL, gone with the tab.

const KEY = 'udb-address';

export function carryAddress(address: string) {
  try {
    if (address) sessionStorage.setItem(KEY, address);
  } catch {
    // Storage is switched off: the person types the address again.
  }
}

export function carriedAddress(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
