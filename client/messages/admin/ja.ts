// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const ja: AdminMessages = { ...adminEn };

export default ja;
