// needs a native reader

import en, { type Messages } from './en.ts';

const de: Messages = { ...en, language: 'de' };

export default de;
