// The words of alerts: no form needs them before somebody has pressed its button, so their file is asked for when a form
// has opened.

import { useEffect, useState } from 'react';

type FormWords = typeof import('./formWords.ts');

/** Milliseconds that a refusal waits for its words. They take their place when they come later. */
const PATIENCE = 2000;

export interface FormWordsApi {
  /** Null: not there yet, or the file could not be loaded. */
  words: FormWords | null;
  /** Asks for the file again, where it is not there. */
  load(): Promise<void>;
}

export function useFormWords(): FormWordsApi {
  const [words, setWords] = useState<FormWords | null>(null);
  useEffect(() => void loadInto(setWords), []);
  return { words, load: () => loadInto(setWords) };
}

async function loadInto(set: (words: FormWords) => void) {
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  await Promise.race([import('./formWords.ts').then(set), late]).catch(() => {});
}
