// An import in a dialog. Closing it ends nothing: it is there again when the dialog is opened.

import type { ImportUsersProps } from './import/ImportUsers.tsx';
import { LazyImport } from './import/LazyImport.tsx';
import { Dialog } from './parts/Dialog.tsx';
import { Root } from './parts/Root.tsx';
import { useAdminMessages } from './useAdminMessages.ts';

export interface ImportUsersModalProps extends ImportUsersProps {
  /** Whether it is open. */
  show: boolean;
  /** It wants to be closed. */
  onClose(): void;
  /** Where the focus goes when what opened this is gone. */
  fallbackFocus?(): HTMLElement | null;
}

export function ImportUsersModal({ show, fallbackFocus, ...props }: ImportUsersModalProps) {
  const { t } = useAdminMessages(props.labels);
  if (!show) return null;
  return (
    <Root part="import">
      <Dialog
        open
        part="import"
        title={t('admin.import.title')}
        onClose={props.onClose}
        fallbackFocus={fallbackFocus}
        wide
      >
        <LazyImport {...props} headingLevel={3} />
      </Dialog>
    </Root>
  );
}
