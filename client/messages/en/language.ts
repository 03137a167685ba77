// The choice of a language.

import type { Message } from '../types.ts';

export const language = { 'language.choose': 'Language' } satisfies Record<string, Message>;
