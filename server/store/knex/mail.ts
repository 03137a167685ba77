// outbox and mailbox
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { KeptMail, Mailbox, NewMail, Outbox, QueuedMail } from '../store.ts';
import { ROWS_AT_ONCE } from './chunks.ts';

interface OutboxRow {
  id: string;
  kind: string;
  user_id: string;
  recipient: string;
  token_id: string | null;
  locale: string | null;
  attempts: number;
  due_at: number;
  last_error: string | null;
  created_date: number;
}

export function outboxIn(db: Knex): Outbox {
  const rows = () => db<OutboxRow>('outbox');

  return {
    async add(mail) {
      await rows().insert(toOutboxRow(mail));
    },

    async addMany(mails) {
      await db.batchInsert('outbox', mails.map(toOutboxRow), ROWS_AT_ONCE);
    },

    async claim(now, until) {
      for (;;) {
        const row = await rows().where('due_at', '<=', now.getTime()).orderBy('due_at').first();
        if (!row) return null;
        // The time it was due is the condition: of several who saw it so, one moves it.
        const claimed = await rows()
          .where({ id: row.id, due_at: row.due_at })
          .update({ due_at: until.getTime(), attempts: row.attempts + 1 });
        if (claimed === 1) return toMail({ ...row, attempts: row.attempts + 1 });
      }
    },

    async nextDue() {
      const row = await rows().orderBy('due_at').first('due_at');
      return row ? new Date(Number(row.due_at)) : null;
    },

    async remove(id) {
      await rows().where({ id }).delete();
    },

    async retry(id, at, reason) {
      await rows()
        .where({ id })
        .update({ due_at: at.getTime(), last_error: reason.slice(0, 512) });
    },
  };
}

function toOutboxRow({ id, kind, userId, to, tokenId, locale, createdAt, dueAt = createdAt }: NewMail) {
  return {
    id,
    kind,
    user_id: userId,
    recipient: to,
    token_id: tokenId,
    locale,
    attempts: 0,
    due_at: dueAt.getTime(),
    created_date: toEpoch(createdAt),
  };
}

function toMail({ id, kind, user_id, recipient, token_id, locale, attempts, created_date }: OutboxRow): QueuedMail {
  const createdAt = new Date(created_date * 1000);
  return { id, kind, userId: user_id, to: recipient, tokenId: token_id, locale, attempts, createdAt };
}

interface MailboxRow {
  id: string;
  recipient: string;
  sender: string;
  subject: string;
  text: string;
  html: string;
  created_date: number;
}

export function mailboxIn(db: Knex): Mailbox {
  const rows = () => db<MailboxRow>('mailbox');

  return {
    async keep({ id, to, from, subject, text, html, at }) {
      await rows()
        .insert({ id, recipient: to, sender: from, subject, text, html, created_date: toEpoch(at) })
        .onConflict('id')
        .ignore();
    },
    async latest(count) {
      return (await rows().orderByRaw('number desc').limit(count)).map(toKept);
    },
    async find(id) {
      const row = await rows().where({ id }).first();
      return row ? toKept(row) : null;
    },
  };
}

function toKept({ id, recipient, sender, subject, text, html, created_date }: MailboxRow): KeptMail {
  return { id, to: recipient, from: sender, subject, text, html, at: new Date(created_date * 1000) };
}
