// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const fr: AdminMessages = { ...adminEn };

export default fr;
