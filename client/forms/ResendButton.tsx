// "Send the link again", with its rest of a minute and what came of it.

import { describeError } from '../hooks/describeError.ts';
import { clock } from '../hooks/useCountdown.ts';
import type { CommonKey, Translate } from '../hooks/useMessages.ts';
import type { ResendApi } from '../hooks/useResend.ts';
import type { ResendKey } from '../messages/en/resend.ts';

export function ResendButton({
  resend,
  part,
  t,
}: {
  resend: ResendApi;
  part: string;
  t: Translate<ResendKey | CommonKey>;
}) {
  const { secondsLeft, sending, times, error } = resend;
  return (
    <div className="udb-resend">
      <button
        className="udb-button-quiet"
        type="button"
        aria-disabled={secondsLeft > 0 || sending || undefined}
        onClick={resend.send}
        data-udb-part={`${part}-resend`}
      >
        {t('resend.submit')}
      </button>
      {secondsLeft > 0 && <span className="udb-resend-wait">{t('resend.wait', { time: clock(secondsLeft) })}</span>}
      {/* A second sending is a new element, so that the same words are spoken again. */}
      <p className="udb-resend-status" role="status">
        {error
          ? describeError(t, error)
          : times > 0 && (
              <span className="udb-plain" key={times}>
                {t('resend.sent')}
              </span>
            )}
      </p>
    </div>
  );
}
