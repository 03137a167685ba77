// needs a native reader

import en, { type Messages } from './en.ts';

const fr: Messages = { ...en, language: 'fr' };

export default fr;
