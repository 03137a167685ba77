// The ways in which each story is looked at.

export interface Variant {
  name: string;
  /** Of the window. */
  width: number;
  height: number;
  /** Which stories, by the beginning of their names. */
  of: RegExp;
  columns: number;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active';
  locale?: string;
}

const CARD = { of: /^(?!admin)/, width: 460, height: 400, columns: 8 };
const PAGE = { of: /^admin/, width: 1100, height: 800, columns: 4 };

export const VARIANTS: readonly Variant[] = [
  { ...CARD, name: 'light' },
  { ...CARD, name: 'dark', colorScheme: 'dark' },
  { ...CARD, name: 'rtl', locale: 'ar' },
  { ...CARD, name: 'forced-colors', forcedColors: 'active' },
  { ...CARD, name: 'narrow', of: /^/, width: 320, columns: 12 },
  { ...PAGE, name: 'admin-light' },
  { ...PAGE, name: 'admin-dark', colorScheme: 'dark' },
  { ...PAGE, name: 'admin-rtl', locale: 'ar' },
  { ...PAGE, name: 'admin-forced-colors', forcedColors: 'active' },
];
