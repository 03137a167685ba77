// What came of an action: refusals in an alert that stays, news in a status that goes by itself unless it can be undone.

import { type RefObject, useEffect, useRef, useState } from 'react';
import { describeError } from '../../hooks/describeError.ts';
import { asUserdbError } from '../../userdbError.ts';
import { useAdminMessages } from '../useAdminMessages.ts';

interface Notice {
  number: number;
  kind: 'status' | 'error';
  text: string;
  undo?: () => Promise<unknown>;
  /** The ids of those that were changed. */
  rows: readonly string[];
}

export interface NoticesApi {
  /**
   * With `undo` it stays until it is dismissed, else for 8 seconds.
   *
   * @param rows  the ids of those that were changed, whose earlier changes can no longer be undone
   */
  say(text: string, undo?: () => Promise<unknown>, rows?: readonly string[]): void;
  /** Takes the way back from earlier changes of a row that has been changed since: it would lead elsewhere. */
  withdraw(row: string): void;
  /** @param about  the name of what could not be done with */
  fail(problem: unknown, about?: string): void;
  /** Takes the refusals away, when the next try begins. */
  clear(): void;
  notices: readonly Notice[];
  dismiss(notice: Notice): void;
  /** Takes the focus when what had it is gone. */
  region: RefObject<HTMLElement | null>;
}

const SHOWN = 8000;
/** Of those that go by themselves. */
const MOST_PASSING = 3;

export function useNotices(): NoticesApi {
  const { t } = useAdminMessages();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const count = useRef(0);
  const region = useRef<HTMLElement>(null);

  function add(notice: Omit<Notice, 'number' | 'rows'>, rows: readonly string[] = []) {
    const number = ++count.current;
    // The same sentence once: what is said again is said by a new element.
    setNotices((before) => {
      const others = withoutUndo(before, rows).filter(({ text }) => text !== notice.text);
      // Only what needs no action makes room.
      const passing = others.filter(({ kind, undo }) => kind === 'status' && !undo).slice(0, -MOST_PASSING);
      return [...others.filter((one) => !passing.includes(one)), { ...notice, rows, number }];
    });
  }

  return {
    notices,
    region,
    say: (text, undo, rows) => add({ kind: 'status', text, undo }, rows),
    withdraw: (row) => setNotices((before) => withoutUndo(before, [row])),
    fail(problem, about) {
      const text = typeof problem === 'string' ? problem : describeError(t, asUserdbError(problem));
      add({ kind: 'error', text: about ? `${about}: ${text}` : text });
    },
    clear: () => setNotices((before) => before.filter(({ kind }) => kind === 'status')),
    dismiss: ({ number }) => setNotices((before) => before.filter((one) => one.number !== number)),
  };
}

function withoutUndo(notices: readonly Notice[], rows: readonly string[]): readonly Notice[] {
  const changed = new Set(rows);
  return notices.map((one) => (one.undo && one.rows.some((id) => changed.has(id)) ? { ...one, undo: undefined } : one));
}

/** Above the table that the news are about. */
export function Notices({ of }: { of: NoticesApi }) {
  const [held, setHeld] = useState(false);
  const { t } = useAdminMessages();
  const { notices, region } = of;

  const hold = () => setHeld(true);
  const letGo = () => setHeld(false);

  function leave(notice: Notice) {
    // Before the button with the focus is gone.
    region.current?.focus({ preventScroll: true });
    of.dismiss(notice);
  }

  async function undo(notice: Notice) {
    leave(notice);
    try {
      if ((await notice.undo?.()) !== false) of.say(t('admin.list.undone'));
    } catch (error) {
      of.fail(error);
    }
  }

  const shown = (kind: Notice['kind']) =>
    notices
      .filter((notice) => notice.kind === kind)
      .map((notice) => (
        <Line
          key={notice.number}
          notice={notice}
          held={held}
          onUndo={() => void undo(notice)}
          onDismiss={() => leave(notice)}
          onTime={() => of.dismiss(notice)}
        />
      ));

  return (
    <section
      className="udb-notices"
      aria-label={t('admin.list.notices')}
      ref={region}
      tabIndex={-1}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={letGo}
      data-udb-part="notices"
    >
      <div className="udb-plain" role="alert">
        {shown('error')}
      </div>
      <div className="udb-plain" role="status">
        {shown('status')}
      </div>
    </section>
  );
}

interface LineProps {
  notice: Notice;
  /** Somebody is reading it. */
  held: boolean;
  onUndo(): void;
  onDismiss(): void;
  onTime(): void;
}

function Line({ notice, held, onUndo, onDismiss, onTime }: LineProps) {
  const { t } = useAdminMessages();
  const stays = held || notice.kind === 'error' || notice.undo !== undefined;
  const end = useRef(onTime);
  useEffect(() => {
    end.current = onTime;
  });

  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => end.current(), SHOWN);
    return () => clearTimeout(timer);
  }, [stays]);

  return (
    <div className="udb-toast" data-state={notice.kind} data-udb-part={`notice-${notice.kind}`}>
      <span className="udb-toast-text">{notice.text}</span>
      {notice.undo && (
        <button className="udb-button-quiet" type="button" onClick={onUndo} data-udb-part="notice-undo">
          {t('admin.list.undo')}
        </button>
      )}
      <button
        className="udb-button-quiet udb-icon-button"
        type="button"
        aria-label={t('admin.list.dismiss')}
        onClick={onDismiss}
      >
        <svg className="udb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="m6 6 12 12M18 6 6 18" />
        </svg>
      </button>
    </div>
  );
}
