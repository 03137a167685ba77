// What every step of an import gets.

import type { CommonKey, Translate } from '../../hooks/useMessages.ts';
import type { AdminMessages } from '../../messages/admin/en.ts';
import type { UserImportApi } from './useUserImport.ts';

export interface StepProps {
  of: UserImportApi;
  t: Translate<keyof AdminMessages | CommonKey>;
  /** A number as the language writes it. */
  number(value: number): string;
}
