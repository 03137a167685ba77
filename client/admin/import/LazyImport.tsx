// Imports are made now and then: what they take is loaded when somebody begins one.

import { type ComponentProps, lazy, Suspense } from 'react';
import { PageBoundary } from '../../forms/PageBoundary.tsx';
import { useMessages } from '../../hooks/useMessages.ts';

const ImportUsers = lazy(() => import('./ImportUsers.tsx'));

export function LazyImport(props: ComponentProps<typeof ImportUsers>) {
  const { t } = useMessages();
  return (
    <PageBoundary>
      <Suspense
        fallback={
          <p className="udb-status" role="status">
            {t('pending.loading')}
          </p>
        }
      >
        <ImportUsers {...props} />
      </Suspense>
    </PageBoundary>
  );
}
