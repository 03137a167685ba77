// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const it: AdminMessages = { ...adminEn };

export default it;
