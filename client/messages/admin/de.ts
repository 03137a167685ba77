// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const de: AdminMessages = { ...adminEn };

export default de;
