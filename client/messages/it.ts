// needs a native reader

import en, { type Messages } from './en.ts';

const it: Messages = { ...en, language: 'it' };

export default it;
