// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const es: AdminMessages = { ...adminEn };

export default es;
