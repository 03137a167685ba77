// A part of the pages that is loaded when it is first shown: most people who come here never open it.

import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { PageBoundary } from '../../forms/PageBoundary.tsx';
import { useMessages } from '../../hooks/useMessages.ts';
import { focusWhatCame } from './Dialog.tsx';

/** What cannot be loaded says so, in its own place. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ReactNode {
  const Part = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return function Later(props) {
    return (
      <PageBoundary>
        <Suspense fallback={<Loading />}>
          <Part {...props} />
          <Arrival />
        </Suspense>
      </PageBoundary>
    );
  };
}

function Arrival() {
  useEffect(focusWhatCame, []);
  return null;
}

function Loading() {
  const { t } = useMessages();
  return (
    <p className="udb-status" role="status">
      {t('pending.loading')}
    </p>
  );
}
