// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const nl: AdminMessages = { ...adminEn };

export default nl;
