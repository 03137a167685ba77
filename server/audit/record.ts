// Puts down what happened: in the database, in the log, and to those who listen.
import type { Context } from '../context.ts';
import type { Store } from '../store/store.ts';
import { byIdOf, type UserdbEvent } from './events.ts';

/**
 * Records an event with the time and with where the request came from.
 *
 * @param store  the transaction that the event belongs to, so that both are kept or neither
 */
export async function record(ctx: Context, event: UserdbEvent, store: Store = ctx.store): Promise<void> {
  const { type, userId, ...details } = event;
  const { address, agent } = ctx.client;
  const { accountId = null } = event;
  await store.events.add({ type, at: ctx.clock(), userId, byId: byIdOf(event), accountId, address, agent, details });
  store.afterCommit(() => {
    ctx.logger.info(type, { userId, address, ...details });
    tell(ctx, event);
  });
}

/** A listener that fails is the application's; what happened has happened. */
function tell(ctx: Context, event: UserdbEvent): void {
  try {
    ctx.listeners.emit(event.type, event);
  } catch (error) {
    ctx.logger.error('a listener failed', { type: event.type, error: String(error) });
  }
}
