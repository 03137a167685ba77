// Keeps a fault in one screen from taking the host's page down, and shows no stack to anybody.

import { Component, type ReactNode } from 'react';
import { announce, standard, UserdbContext } from '../context.tsx';
import { withReference } from '../hooks/describeError.ts';
import { useMessages } from '../hooks/useMessages.ts';
import { asUserdbError, type UserdbError } from '../userdbError.ts';

interface Props {
  onError?(error: UserdbError): unknown;
  children: ReactNode;
}

export class PageBoundary extends Component<Props, { error: UserdbError | null }> {
  static override contextType = UserdbContext;
  declare context: React.ContextType<typeof UserdbContext>;
  override state = { error: null };

  static getDerivedStateFromError(cause: unknown) {
    return { error: asUserdbError(cause) };
  }

  override componentDidCatch(cause: unknown) {
    announce(this.context ?? standard(), { type: 'error', error: { status: 0, code: 'CRASH' } });
    this.props.onError?.(asUserdbError(cause));
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error ? <Crash error={error} /> : this.props.children;
  }
}

function Crash({ error }: { error: UserdbError }) {
  const { t } = useMessages();
  return (
    <div className="udb-root udb-page" data-udb-part="crash">
      <div className="udb-card">
        <div className="udb-alert" data-state="error" role="alert">
          {withReference(t, t('error.crash'), error.reference)}
        </div>
        <button className="udb-button" type="button" onClick={() => location.reload()}>
          {t('error.reload')}
        </button>
      </div>
    </div>
  );
}
