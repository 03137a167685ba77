// Asks before what cannot be undone. The question is the heading, the buttons are verbs, and the safe one has the focus.

import { type ReactNode, useRef } from 'react';
import { CheckboxField } from '../forms/CheckboxField.tsx';
import { Form } from '../forms/Form.tsx';
import type { FieldSpec } from '../hooks/fields.ts';
import type { FormValues } from '../hooks/formTypes.ts';
import { useForm } from '../hooks/useForm.ts';
import type { Labels } from '../hooks/useMessages.ts';
import { Buttons } from './Buttons.tsx';
import { Dialog } from './parts/Dialog.tsx';
import { useAdminMessages } from './useAdminMessages.ts';
import type { AdminFormApi } from './useRowForm.ts';

export interface RemoveConfirmModalProps {
  /** Whether it is open. */
  show: boolean;
  /** The question, with the name of what it is about. */
  title: ReactNode;
  /** What happens, and whether it can be undone. Text, or what may stand in a paragraph. */
  body: ReactNode;
  /** Gets the answer. What it throws or rejects with is shown in the dialog, which waits for its promise. */
  done(yes: boolean): unknown;
  /** Has to be typed first: for what takes much with it. */
  confirmWord?: string;
  /** The verb of the dangerous button, such as "Delete user". */
  danger?: string;
  /** The verb of the safe button. */
  safe?: string;
  /** Whether "I understand" has to be ticked. Default true. */
  understand?: boolean;
  /** Where the focus goes when what opened this is gone. */
  fallbackFocus?(): HTMLElement | null;
  /** Words for this one. */
  labels?: Labels;
}

export function RemoveConfirmModal({ show, ...props }: RemoveConfirmModalProps) {
  return show ? <Question {...props} /> : null;
}

function Question({ title, body, fallbackFocus, done, ...props }: Omit<RemoveConfirmModalProps, 'show'>) {
  const isRunning = useRef(false);

  async function yes() {
    isRunning.current = true;
    try {
      await done(true);
    } finally {
      isRunning.current = false;
    }
  }

  /** What is being done is not taken back by closing the dialog, which would look like it. */
  function no() {
    return isRunning.current ? false : void done(false);
  }

  return (
    <Dialog open part="remove" title={title} text={body} role="alertdialog" onClose={no} fallbackFocus={fallbackFocus}>
      <Answer {...props} yes={yes} no={no} />
    </Dialog>
  );
}

interface AnswerProps
  extends Pick<RemoveConfirmModalProps, 'confirmWord' | 'danger' | 'safe' | 'understand' | 'labels'> {
  yes(): Promise<void>;
  no(): void;
}

function Answer({ yes, no, confirmWord, danger, safe, understand = true, labels }: AnswerProps) {
  const { t } = useAdminMessages(labels);
  const asked = t('admin.remove.word', { word: confirmWord ?? '' });
  const required = true;
  const tick = { name: 'understand', label: t('admin.remove.understand'), missing: t('admin.remove.tick') };
  const word = { name: 'word', label: asked, missing: asked, autoComplete: 'off', autoCapitalize: 'none' };
  const fields: FieldSpec[] = [
    ...(confirmWord ? [{ ...word, type: 'text', required }] : []),
    ...(understand ? [{ ...tick, type: 'checkbox', required }] : []),
  ];

  const form: AdminFormApi<unknown> = useForm({
    name: 'remove',
    action: '',
    fields,
    t,
    check: (values: FormValues) => (confirmWord && values.word?.trim() !== confirmWord ? { word: asked } : {}),
    send: yes,
  });
  return (
    <Form<FormValues, unknown, AdminFormApi<unknown>>
      form={form}
      submit=""
      pending=""
      kinds={{ checkbox: (field) => <CheckboxField {...field} /> }}
      slots={{
        actions: (
          <Buttons
            form={form}
            submit={danger ?? t('admin.users.remove')}
            cancel={safe ?? t('admin.users.removeNo')}
            onCancel={no}
            danger
          />
        ),
      }}
    />
  );
}
