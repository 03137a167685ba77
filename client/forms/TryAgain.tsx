// A screen that could not ask the server what it needs: why, and a button that asks again.

import { describeError } from '../hooks/describeError.ts';
import type { Translate } from '../hooks/useMessages.ts';
import { waiting } from '../messages/en/waiting.ts';
import type { UserdbError } from '../userdbError.ts';
import { Outcome } from './Outcome.tsx';

export interface TryAgainProps {
  error: UserdbError;
  again(): void;
  part: string;
  t: Translate;
}

export function TryAgain({ error, again, part, t }: TryAgainProps) {
  return (
    <Outcome part={`${part}-failed`}>
      <div className="udb-alert" data-state="error" role="alert">
        {describeError(t, error)}
      </div>
      <button className="udb-button" type="button" onClick={again}>
        {t.with(waiting)('error.again')}
      </button>
    </Outcome>
  );
}
