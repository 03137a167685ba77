// needs a native reader

import en, { type Messages } from './en.ts';

const ptBR: Messages = { ...en, language: 'pt-BR' };

export default ptBR;
