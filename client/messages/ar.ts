// needs a native reader

import en, { type Messages } from './en.ts';

const ar: Messages = { ...en, language: 'ar' };

export default ar;
