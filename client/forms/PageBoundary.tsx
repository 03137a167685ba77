// Keeps a fault in one screen from taking the host's page down, and shows no stack to anybody.

import { Component, type ReactNode } from 'react';
import { announce, standard, UserdbContext } from '../context.tsx';
import { translator } from '../hooks/useMessages.ts';
import { later } from '../later.tsx';
import { asUserdbError, type UserdbError } from '../userdbError.ts';

const Crash = later(() => import('./Crash.tsx'));

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
    announce(this.userdb(), { type: 'error', error: { status: 0, code: 'CRASH' } });
    this.props.onError?.(asUserdbError(cause));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="udb-root udb-page" data-udb-part="crash">
        <Crash t={translator(this.userdb())} error={error} />
      </div>
    );
  }

  userdb() {
    return this.context ?? standard();
  }
}
