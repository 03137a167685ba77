// needs a native reader

import en, { type Messages } from './en.ts';

const ja: Messages = { ...en, language: 'ja' };

export default ja;
