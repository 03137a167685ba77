// Says a minute ahead that the session is about to end, with a button to stay. Takes no focus: nobody is interrupted.

import { useEffect, useRef, useState } from 'react';
import { clock } from '../clock.ts';
import { type Labels, useMessages } from '../hooks/useMessages.ts';
import { useSessionEnd } from '../hooks/useSessionEnd.ts';
import { session as words } from '../messages/en/session.ts';
import { type RootProps, useRootProps } from './root.ts';

export interface SessionEndingProps extends RootProps<HTMLDivElement> {
  /** Words for this one. */
  labels?: Labels;
}

export function SessionEnding({ labels, ...options }: SessionEndingProps) {
  const root = useRootProps('udb-root udb-ending', options);
  const { t } = useMessages(labels, words);
  const { secondsLeft, stayed, stay } = useSessionEnd();
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<EventTarget | null>(null);
  const [speaks, setSpeaks] = useState(false);
  const isNear = secondsLeft !== null && speaks;

  // A page may have one, and what is around it too: the first of them speaks.
  const isTime = secondsLeft !== null;
  useEffect(() => setSpeaks(isTime && document.querySelector('.udb-ending-box') === place.current), [isTime]);

  async function press() {
    await stay();
    // The button has gone; the focus returns to where the person was.
    const isLost = document.activeElement === document.body;
    if (isLost && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }

  return (
    <div data-udb-part="session-ending" {...root}>
      <div className="udb-ending-box" data-state={isNear ? 'near' : 'far'} ref={place}>
        <p className="udb-ending-text" role="alert">
          {isNear && t(stayed === false ? 'session.failed' : 'session.ending')}
        </p>
        {isNear && (
          <>
            {/* Beside the live region: a screen reader must not count along. */}
            <span className="udb-resend-wait">{t('session.left', { time: clock(secondsLeft) })}</span>
            <button
              className="udb-button-quiet"
              type="button"
              onFocus={({ relatedTarget }) => {
                before.current = relatedTarget;
              }}
              onClick={() => void press()}
              data-udb-part="session-stay"
            >
              {t('session.stay')}
            </button>
          </>
        )}
      </div>
      <p className="udb-sr" role="status">
        {!isNear && stayed && t('session.stayed')}
      </p>
    </div>
  );
}
