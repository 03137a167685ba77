// Imports as a page of the administration. One that runs goes on while other pages are looked at.

import type { ImportUsersProps } from './import/ImportUsers.tsx';
import { LazyImport } from './import/LazyImport.tsx';
import { Root } from './parts/Root.tsx';

export interface ImportPageProps extends ImportUsersProps {}

export function ImportPage(props: ImportPageProps) {
  return (
    <Root part="import">
      <LazyImport {...props} headingLevel={2} />
    </Root>
  );
}
