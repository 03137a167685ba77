// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const zhCN: AdminMessages = { ...adminEn };

export default zhCN;
