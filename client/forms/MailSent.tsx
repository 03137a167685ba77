// In place of a form that has sent a mail: what to do now, the mail once more, and the way back to the form.

import type { ReactNode } from 'react';
import type { BasicClient } from '../basicApi.ts';
import type { FormApi } from '../hooks/formTypes.ts';
import type { CommonKey, Translate } from '../hooks/useMessages.ts';
import { useResend } from '../hooks/useResend.ts';
import { MailboxLink } from '../links.tsx';
import type { ResendKey } from '../messages/en/resend.ts';
import { Outcome } from './Outcome.tsx';
import { ResendButton } from './ResendButton.tsx';

interface Props {
  form: Pick<FormApi, 'name' | 'reset'> & { t: Translate<ResendKey | CommonKey> };
  /** Sends the mail once more. */
  send(client: BasicClient): Promise<void>;
  /** What the button says that leads back to the form. */
  back?: string;
  children: ReactNode;
}

export function MailSent({ form: { name, reset, t }, send, back, children }: Props) {
  const resend = useResend(send, true);
  return (
    <Outcome part={`${name}-done`}>
      {children}
      <MailboxLink />
      <ResendButton resend={resend} part={name} t={t} />
      {back && (
        <button className="udb-button-quiet" type="button" onClick={reset} data-udb-part={`${name}-again`}>
          {back}
        </button>
      )}
    </Outcome>
  );
}
