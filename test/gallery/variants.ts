// The ways in which each story is looked at.

export interface Variant {
  name: string;
  width: number;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active';
  locale?: string;
}

export const VARIANTS: readonly Variant[] = [
  { name: 'light', width: 460 },
  { name: 'dark', width: 460, colorScheme: 'dark' },
  { name: 'rtl', width: 460, locale: 'ar' },
  { name: 'forced-colors', width: 460, forcedColors: 'active' },
  { name: 'narrow', width: 320 },
];
