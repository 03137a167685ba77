// In place of a form that has sent a mail: what to do now, the mail once more, and the way back to the form.

import type { ReactNode } from 'react';
import type { UserdbClient } from '../api.ts';
import type { FormApi } from '../hooks/formTypes.ts';
import type { Translate } from '../hooks/useMessages.ts';
import { MailboxLink } from '../links.tsx';
import { Outcome } from './Outcome.tsx';
import { Resend } from './Resend.tsx';

interface Props {
  form: Pick<FormApi, 'name' | 'reset'> & { t: Translate };
  /** Sends the mail once more. */
  send(client: UserdbClient): Promise<void>;
  /** What the button says that leads back to the form. */
  back?: string;
  children: ReactNode;
}

export function MailSent({ form: { name, reset, t }, send, back, children }: Props) {
  return (
    <Outcome part={`${name}-done`}>
      {children}
      <MailboxLink />
      <Resend part={name} t={t} send={send} justSent />
      {back && (
        <button className="udb-button-quiet" type="button" onClick={reset} data-udb-part={`${name}-again`}>
          {back}
        </button>
      )}
    </Outcome>
  );
}
