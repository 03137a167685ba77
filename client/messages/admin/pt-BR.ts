// needs a native reader

import adminEn, { type AdminMessages } from './en.ts';

const ptBR: AdminMessages = { ...adminEn };

export default ptBR;
