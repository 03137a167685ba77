// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const ar: AdminMessages = { ...adminEn };

export default ar;
