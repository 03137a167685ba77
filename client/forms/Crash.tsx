// What stands in the place of a screen that has broken.

import { withReference } from '../hooks/describeError.ts';
import type { Translate } from '../hooks/useMessages.ts';
import { crash } from '../messages/en/crash.ts';
import type { UserdbError } from '../userdbError.ts';

export default function Crash({ t: say, error }: { t: Translate; error: UserdbError }) {
  const t = say.with(crash);
  return (
    <div className="udb-card">
      <div className="udb-alert" data-state="error" role="alert">
        {withReference(t, t('error.crash'), error.reference)}
      </div>
      <button className="udb-button" type="button" onClick={() => location.reload()}>
        {t('error.reload')}
      </button>
    </div>
  );
}
