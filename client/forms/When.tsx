// A time as people say it, `3 hours ago`, with the exact one for who points at it or listens.

import { useMessages } from '../hooks/useMessages.ts';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** @param time  ISO 8601 */
export function When({ time }: { time: string }) {
  const { locale } = useMessages();
  const date = new Date(time);
  const { exact: format, relative } = formatsOf(locale);
  const exact = format.format(date);
  return (
    <time className="udb-plain" dateTime={time} title={exact}>
      {ago((Date.now() - date.getTime()) / 1000, relative)}
      <span className="udb-sr"> ({exact})</span>
    </time>
  );
}

function ago(seconds: number, relative: Intl.RelativeTimeFormat) {
  const [unit, length] = STEPS.find(([, most]) => seconds >= most) ?? ['second' as const, Number.POSITIVE_INFINITY];
  // Below a minute: `now`.
  return relative.format(-Math.floor(seconds / length), unit);
}

function makeFormats(locale: string) {
  return {
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  };
}

// Kept, because making one takes longer than a whole row of a table.
const formats = new Map<string, ReturnType<typeof makeFormats>>();

function formatsOf(locale: string) {
  const known = formats.get(locale) ?? makeFormats(locale);
  formats.set(locale, known);
  return known;
}
