// Spans in seconds, as in defaults.yml, and the one clock.

export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A span as a mail says it: "24 hours", "1 hour", "90 minutes". @param language  a BCP 47 tag */
export function inWords(seconds: number, language = 'en'): string {
  const units = [
    [hour, 'hour'],
    [minute, 'minute'],
    [1, 'second'],
  ] as const;
  const [length, unit] = units.find(([one]) => seconds >= one && seconds % one === 0) ?? [1, 'second'];
  const format = { style: 'unit', unit, unitDisplay: 'long', useGrouping: false } as const;
  return new Intl.NumberFormat(language, format).format(seconds / length);
}

/** What time it is; tests hand in one that they move. */
export type Clock = () => Date;

/** Whole seconds since 1970, as userdb 1 kept times in its tables. */
export function toEpoch(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

/** The moment of a column of seconds; null for the null and the 0 that userdb 1 wrote for "never". */
export function fromEpoch(seconds: number | null): Date | null {
  return seconds ? new Date(seconds * 1000) : null;
}

export function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}

export function secondsBetween(earlier: Date, later: Date): number {
  return (later.getTime() - earlier.getTime()) / 1000;
}
