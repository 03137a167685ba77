// Posts mails. A mail is a row in the outbox, written in the transaction that caused it, so that it goes out if and
// only if that took effect; a dispatcher sends the rows. Nobody's answer waits for a mail server.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import type { NewMail, QueuedMail, Store, StoredToken, User } from '../store/store.ts';
import { hour, minute, secondsAfter, secondsBetween } from '../time.ts';
import { lifetimeOf, tokenText } from '../tokens/mailedTokens.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { isMailKind, type MailKind, TOKEN_OF } from './kinds.ts';
import { mailUri } from './links.ts';
import { renderMail } from './render.ts';
import type { Transport } from './transport.ts';

/** Whom a mail is for, and the token in its link. */
export interface Addressed {
  user: Pick<User, 'id' | 'email'>;
  token?: StoredToken | undefined;
}

export interface Mailer {
  /** Puts a mail into the outbox of `store`, if its kind is enabled; it goes out when the transaction has ended. */
  post(store: Store, kind: MailKind, user: User, token?: StoredToken): Promise<void>;
  /** The same for many; all but the first of a transaction are paced, so that a later mail overtakes them. */
  postMany(store: Store, kind: MailKind, mails: readonly Addressed[]): Promise<void>;
  /** The same mailer for mails to who asks for them, in the language that this person reads; null: nobody knows. */
  inLocale(locale: string | null): Mailer;
  /** Sends what lies there from an earlier run, and goes on until closed. */
  start(ctx: Context): void;
  /** Lets the mails that are being sent arrive; the rest stays in the outbox. */
  close(): Promise<void>;
}

/** Mails that are under way at once: one that hangs must not hold up the others. */
const SENDERS = 4;
/** Mails of one transaction that are due at once. */
const UNPACED = 100;
/** Seconds between those that follow. */
const PACE = 0.05;
/** A sender that died gives its mail back after this many seconds, or more where tries may last longer. */
const SHORTEST_CLAIM = 30;
/** Seconds between tries: 1, 2, 4 … up to this. */
const LONGEST_PAUSE = 5 * minute;
/** Seconds after which a mail that never got through is given up. */
const GIVE_UP_AFTER = 48 * hour;
/** Seconds after which we look even if nobody called: another instance may have died. */
const LOOK_EVERY = 30;

export function createMailer(transport: Transport): Mailer {
  const claim = Math.max(SHORTEST_CLAIM, transport.longestTry);
  let ctx: Context | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const senders = new Set<Promise<void>>();
  /** How many mails an open transaction has written in bulk. */
  const bulk = new WeakMap<Store, number>();

  function wake(): void {
    if (!ctx || closed || senders.size >= SENDERS) return;
    const sender = sendWhatIsDue(ctx).catch((error: unknown) => {
      ctx?.logger.error('a mail could not be handled', { error: String(error) });
    });
    senders.add(sender);
    void sender.finally(() => {
      senders.delete(sender);
      void lookAgain();
    });
  }

  async function sendWhatIsDue(context: Context): Promise<void> {
    while (!closed) {
      const now = context.clock();
      const mail = await context.store.outbox.claim(now, secondsAfter(now, claim));
      if (!mail) return;
      // There may be more: another sender takes the next one while this one waits for the mail server.
      wake();
      await deliver(context, transport, mail);
    }
  }

  async function lookAgain(): Promise<void> {
    if (!ctx || closed) return;
    const due = await ctx.store.outbox.nextDue().catch(() => null);
    const wait = due ? Math.max(0, secondsBetween(ctx.clock(), due)) : LOOK_EVERY;
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(wake, Math.min(wait, LOOK_EVERY) * 1000);
    timer.unref();
  }

  /** Rows for the outbox; none where the kind is off. */
  function queued(kind: MailKind, mails: readonly Addressed[], locale: string | null): NewMail[] {
    if (!ctx) throw new Error('the mailer was not started');
    if (!ctx.config.email[kind].enabled) return [];
    const createdAt = ctx.clock();
    return mails.map(({ user: { id: userId, email }, token }) => {
      ctx?.logger.debug('mail.queued', { kind, userId });
      return { id: newId(), kind, userId, to: email, tokenId: token?.id ?? null, locale, createdAt };
    });
  }

  const inLocale = (locale: string | null): Mailer => ({
    async post(store, kind, user, token) {
      const [row] = queued(kind, [{ user, token }], locale);
      if (!row) return;
      await store.outbox.add(row);
      store.afterCommit(wake);
    },

    async postMany(store, kind, mails) {
      const rows = queued(kind, mails, locale);
      const before = bulk.get(store) ?? 0;
      bulk.set(store, before + rows.length);
      await store.outbox.addMany(rows.map((row, index) => ({ ...row, dueAt: paced(row.createdAt, before + index) })));
      store.afterCommit(() => {
        bulk.delete(store);
        wake();
      });
    },

    inLocale,

    start(context) {
      ctx = context;
      wake();
    },

    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.all(senders);
      transport.close();
    },
  });

  return inLocale(null);
}

/** When the mail is due that so many of its transaction go before. */
function paced(createdAt: Date, before: number): Date {
  return secondsAfter(createdAt, Math.max(0, before + 1 - UNPACED) * PACE);
}

/** One try: sent, put back for later, or given up. */
async function deliver(ctx: Context, transport: Transport, mail: QueuedMail): Promise<void> {
  let sent: boolean;
  try {
    const rendered = await renderQueued(ctx, mail);
    if (rendered) await transport.send(rendered);
    sent = rendered !== null;
  } catch (error) {
    await putBack(ctx, mail, error);
    return;
  }
  await ctx.store.transaction(async (store) => {
    await store.outbox.remove(mail.id);
    await record(ctx, { type: sent ? 'mail.sent' : 'mail.dropped', userId: mail.userId, kind: mail.kind }, store);
  });
}

async function putBack(
  ctx: Context,
  { id, kind, userId, attempts, createdAt }: QueuedMail,
  error: unknown,
): Promise<void> {
  const reason = reasonOf(error);
  const now = ctx.clock();
  if (secondsBetween(createdAt, now) >= GIVE_UP_AFTER) {
    await ctx.store.outbox.remove(id);
    ctx.logger.error('a mail was given up', { kind, userId, reason });
    await record(ctx, { type: 'mail.given-up', userId, kind, reason });
    return;
  }
  await ctx.store.outbox.retry(id, secondsAfter(now, pause(attempts)), (error as Error).message);
  await record(ctx, { type: 'mail.failed', userId, kind, attempt: attempts, reason });
}

/** Codes only: the text of a mail server's answer has the address in it. */
function reasonOf(error: unknown): string {
  const { code, responseCode, command, name } = error as {
    code?: string;
    responseCode?: number;
    command?: string;
    name: string;
  };
  return [code, responseCode, command].filter(Boolean).join(' ') || name;
}

function pause(attempts: number): number {
  return Math.min(2 ** (attempts - 1), LONGEST_PAUSE);
}

/** Null when there is nobody to tell any more, or nothing that the link could still do. */
async function renderQueued(ctx: Context, mail: QueuedMail) {
  const { id, kind, userId, to, tokenId, locale } = mail;
  const user = await ctx.store.users.findById(userId);
  if (!user || !isMailKind(kind)) return null;

  const token = tokenId && (await ctx.store.tokens.find(tokenId, ctx.clock()));
  if (TOKEN_OF[kind] && !token) return null;

  const { config } = ctx;
  const facts = {
    to,
    user: publicUser(config, user),
    token: token ? tokenText(token, config.tokenSigningKey) : null,
    lifetime: token ? lifetimeOf(config, token.purpose) : null,
    uri: mailUri(config, kind),
  };
  return { id, to, format: config.email[kind].format, ...(await renderMail(config, kind, facts, locale)) };
}
