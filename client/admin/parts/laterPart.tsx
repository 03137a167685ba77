// A part of the administration that is loaded when it is first shown: most people who come here never open it.

import { type ComponentType, type ReactNode, useEffect } from 'react';
import { PageBoundary } from '../../forms/PageBoundary.tsx';
import { later } from '../../later.tsx';
import { focusWhatCame } from './Dialog.tsx';

/** As `later`, with a boundary of its own; in a dialog that was opened for it, it takes the focus when it comes. */
export function laterPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Part = later(async () => {
    const Loaded = await load();
    return {
      default: (props: Props) => (
        <>
          <Loaded {...props} />
          <Arrival />
        </>
      ),
    };
  });
  return function LaterPart(props: Props): ReactNode {
    return (
      <PageBoundary>
        <Part {...props} />
      </PageBoundary>
    );
  };
}

function Arrival() {
  useEffect(focusWhatCame, []);
  return null;
}
