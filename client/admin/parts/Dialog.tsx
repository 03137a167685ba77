// A modal dialog on the browser's own element, which makes the rest of the page inert; we add its name, the first focus
// and the way back.

import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';

export interface DialogProps {
  open: boolean;
  /** Stable: it is in the names of the parts. */
  part: string;
  /** The heading, which names the dialog. */
  title: ReactNode;
  /** Said together with the name: what an `alertdialog` is about. */
  text?: ReactNode;
  role?: 'dialog' | 'alertdialog';
  /** On Escape. The dialog stays until `open` is false: whoever has unsaved changes asks first. False: it cannot go now. */
  onClose(): unknown;
  wide?: boolean;
  /** Takes the focus when the element that opened the dialog is gone. */
  fallbackFocus?(): HTMLElement | null;
  /** With the buttons. The first focus goes to the element with `data-autofocus`, else to the first field. */
  children: ReactNode;
}

export function Dialog({ open, ...props }: DialogProps) {
  return open ? <OpenDialog {...props} /> : null;
}

/** For what comes into a dialog after it was opened: whoever waited for it goes on at its first field. */
export function focusWhatCame() {
  const dialog = document.activeElement;
  if (dialog instanceof HTMLDialogElement) focusFirst(dialog);
}

function focusFirst(dialog: HTMLDialogElement) {
  const found = FIRST.map((selector) => dialog.querySelector<HTMLElement>(selector));
  found.find((element) => element !== null)?.focus();
}

const FIRST = ['[data-autofocus]', 'input:not([type=hidden]), select, textarea', 'button'];

function OpenDialog(props: Omit<DialogProps, 'open'>) {
  const { part, title, text, role, onClose, wide, children } = props;
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    if (dialog) focusFirst(dialog);
    return () => {
      dialog?.close();
      const back = opener?.isConnected && opener !== document.body ? opener : latest.current.fallbackFocus?.();
      if (back instanceof HTMLElement) back.focus();
    };
  }, []);

  function onCancel(event: SyntheticEvent) {
    // A file input tells in the same way that nothing was chosen, and that event rises up to here.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    onClose();
  }

  /** The browser closes by itself when Escape is pressed twice in a row. */
  function onClosed() {
    const dialog = element.current;
    if (!dialog || dialog.open || onClose() !== false) return;
    dialog.showModal();
    focusFirst(dialog);
  }

  return (
    <dialog
      className={wide ? 'udb-dialog udb-dialog-wide' : 'udb-dialog'}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={text ? `${id}-text` : undefined}
      ref={element}
      onCancel={onCancel}
      onClose={onClosed}
      data-udb-part={`${part}-dialog`}
    >
      <h2 className="udb-title" id={`${id}-title`}>
        {title}
      </h2>
      {text && (
        <p className="udb-text" id={`${id}-text`}>
          {text}
        </p>
      )}
      {children}
    </dialog>
  );
}
