// Little things that outlive a reload and end with the tab. Without storage they are forgotten, and nothing breaks.

export function keep(key: string, value: string) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage is switched off or full.
  }
}

/** Empty: nothing is kept under that key. */
export function kept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
