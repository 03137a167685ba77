// Who is mailed an invitation by an import.
import type { Context } from '../context.ts';
import type { MailKind } from '../mail/kinds.ts';
import type { Store, User } from '../store/store.ts';
import { issueTokens } from '../tokens/mailedTokens.ts';
import type { ImportRules } from './importPlan.ts';
import { invitingMail } from './invitations.ts';

/** The kind of mail that invites new users; null where none does, or where no link would work. */
export function invitationOf({ config }: Context, { account, disableNewUserWorkflow }: ImportRules): MailKind | null {
  if (disableNewUserWorkflow || (account && account.status !== 'ENABLED')) return null;
  return invitingMail(config);
}

/** Those who are still PENDING, and have no link that works. */
export async function withoutInvitation(
  ctx: Context,
  store: Store,
  present: readonly { user: User }[],
): Promise<User[]> {
  const pending = present
    .map(({ user }) => user)
    .filter(({ status, account }) => status === 'PENDING' && account.status === 'ENABLED');
  if (pending.length === 0) return [];
  const ids = pending.map(({ id }) => id);
  const invited = await store.tokens.usersWith(['invite'], ids, ctx.clock());
  return pending.filter(({ id }) => !invited.has(id));
}

/** Puts the mails into the outbox of `store`, to users who have no such link yet. */
export async function inviteMany(
  ctx: Context,
  store: Store,
  kind: MailKind,
  users: readonly Pick<User, 'id' | 'email'>[],
): Promise<void> {
  const tokens = await issueTokens(ctx, store, 'invite', users);
  await ctx.mailer.postMany(
    store,
    kind,
    tokens.map((token) => ({ user: { id: token.userId, email: token.email }, token })),
  );
}
