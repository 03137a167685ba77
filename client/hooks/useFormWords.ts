// The words of alerts: no form needs them before somebody has pressed its button, so their file is asked for when a form
// has opened.

import { useEffect, useState } from 'react';

type FormWords = typeof import('./formWords.ts');

/** Null: the file could not be loaded. */
export async function loadFormWords(): Promise<FormWords | null> {
  return import('./formWords.ts').catch(() => null);
}

/** Null until they are there. */
export function useFormWords(): FormWords | null {
  const [words, setWords] = useState<FormWords | null>(null);
  useEffect(() => void loadFormWords().then(setWords), []);
  return words;
}
