// Choices that did not come, in the place where they belong, with another try.

import { describeError } from '../hooks/describeError.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import type { Loaded } from './useLoaded.ts';

export function LoadError({ error, again }: Loaded<unknown>) {
  const { t } = useAdminMessages();
  if (!error) return null;
  return (
    <div className="udb-alert" data-state="error" role="alert">
      {describeError(t, error)}
      <button
        className="udb-button-quiet"
        type="button"
        onClick={({ currentTarget }) => {
          // The field around it, since the button goes.
          currentTarget.closest<HTMLElement>('[tabindex]')?.focus();
          again();
        }}
      >
        {t('error.again')}
      </button>
    </div>
  );
}
