// needs a native reader

import en, { type Messages } from './en.ts';

const zhCN: Messages = { ...en, language: 'zh-CN' };

export default zhCN;
