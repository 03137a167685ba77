// needs a native reader

import en, { type Messages } from './en.ts';

const nl: Messages = { ...en, language: 'nl' };

export default nl;
