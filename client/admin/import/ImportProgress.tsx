// How far the server is. Eyes see each step of it, ears hear of it now and then.

import { useEffect, useRef, useState } from 'react';
import type { StepProps } from './steps.ts';

export function ImportProgress({ of, t, number }: StepProps) {
  const { phase, rows, of: total } = of.progress ?? { phase: 'sending' as const, rows: 0, of: null };
  const what = t(`admin.import.phase.${phase}`);
  const counted = { n: number(rows), total: number(total ?? 0) };
  const howFar = total ? t('admin.bulk.progress', counted) : rows > 0 && t('admin.import.soFar', counted);
  const text = howFar ? `${what} ${howFar}` : what;
  const said = useNowAndThen(text);
  return (
    <div className="udb-bar" data-udb-part="import-progress">
      <progress
        className="udb-progress"
        max={total || undefined}
        value={total ? rows : undefined}
        aria-label={what}
        aria-valuetext={text}
      />
      <span className="udb-plain">{text}</span>
      <span className="udb-sr" role="status">
        {said}
      </span>
      <button className="udb-button-quiet" type="button" onClick={of.cancel} data-udb-part="import-cancel">
        {t('admin.list.cancel')}
      </button>
    </div>
  );
}

/** Milliseconds from one word to the next. */
const PAUSE = 5000;

function useNowAndThen(text: string) {
  const [said, setSaid] = useState('');
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  useEffect(() => {
    const say = () => setSaid(latest.current);
    say();
    const timer = setInterval(say, PAUSE);
    return () => clearInterval(timer);
  }, []);
  return said;
}
