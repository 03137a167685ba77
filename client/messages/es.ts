// needs a native reader

import en, { type Messages } from './en.ts';

const es: Messages = { ...en, language: 'es' };

export default es;
