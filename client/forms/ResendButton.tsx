// "Send the link again", with its rest of a minute and what came of it.

import type { UserdbClient } from '../api.ts';
import { clock } from '../clock.ts';
import { describeError } from '../hooks/describeError.ts';
import type { Translate } from '../hooks/useMessages.ts';
import { useResend } from '../hooks/useResend.ts';
import { resend as words } from '../messages/en/resend.ts';

export interface Props {
  /** The form whose mail it is. */
  part: string;
  t: Translate;
  /** Sends the mail once more. */
  send(client: UserdbClient): Promise<void>;
  /** A mail has only now gone out, so the button starts with its rest. */
  justSent?: boolean;
}

export default function ResendButton({ part, t: say, send: ask, justSent }: Props) {
  const t = say.with(words);
  const { secondsLeft, sending, times, error, send } = useResend(ask, justSent);
  return (
    <div className="udb-resend">
      <button
        className="udb-button-quiet"
        type="button"
        aria-disabled={secondsLeft > 0 || sending || undefined}
        onClick={send}
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
