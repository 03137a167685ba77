// The last pass of an import: what was found right is written, in the one transaction of its caller.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';
import { NO_PASSWORD } from '../passwords/passwords.ts';
import type { NewUser, Store, User } from '../store/store.ts';
import { type Checked, isRight } from './importCheck.ts';
import { count, type ImportCounts, keepWrong, noCounts } from './importCounts.ts';
import { invitationOf, inviteMany, withoutInvitation } from './importInvitations.ts';
import { type BatchPlan, type ImportRules, planBatch } from './importPlan.ts';
import { type ImportRow, type WrongCell, wrongCell } from './importRows.ts';
import { startAfresh } from './invitations.ts';
import { createAccount } from './manageAccounts.ts';

export interface Written {
  counts: ImportCounts;
  wrong: WrongCell[];
}

export interface Writing {
  ctx: Context;
  /** Of the transaction. */
  store: Store;
  rules: ImportRules;
  /** Of the passwords, by address. */
  hashes: ReadonlyMap<string, string>;
}

/**
 * Looks at everybody anew: since the first pass somebody may have come, or have got a role.
 *
 * @param tell  hears how many rows are behind us
 */
export async function writeRows(
  writing: Writing,
  checked: Checked,
  batches: AsyncIterable<readonly ImportRow[]>,
  tell: (rows: number) => void,
): Promise<Written> {
  const { ctx, store, rules } = writing;
  const places = placesIn(writing);
  const counts = noCounts();
  const wrong = [...checked.wrong];
  for await (const batch of batches) {
    const rows = batch.filter((row) => isRight(checked, row));
    const plan = withHashesOnly(await planBatch(ctx, store, rules, rows, new Map()), writing);
    const made = await createUsers(writing, places, plan);
    await addRoles(writing, places, plan.addRole);
    for (const { user } of plan.addRole) await startAfresh(ctx, store, user);
    counts.invited += await invite(writing, made, [...plan.addRole, ...plan.unchanged]);
    count(counts, batch, plan);
    keepWrong(wrong, plan.wrong);
    checked.failed?.keep(batch, plan.wrong);
    tell(counts.rows);
  }
  return { counts, wrong };
}

/** Leaves out who was there in the first pass, and is not any more: the password was not hashed. */
function withHashesOnly(plan: BatchPlan, { hashes }: Writing): BatchPlan {
  const isReady = ({ address, password }: ImportRow) => password === '' || hashes.has(address);
  const ready = new Set(plan.create.filter(isReady).map(({ address }) => address));
  const willBe = ({ address }: ImportRow) => ready.has(address);
  const overtaken = [...plan.create, ...plan.further].filter((row) => !willBe(row));
  const refusal = new UserdbError('ROW_OVERTAKEN');
  return {
    ...plan,
    create: plan.create.filter(willBe),
    further: plan.further.filter(willBe),
    wrong: [...plan.wrong, ...overtaken.map((row) => wrongCell(row, 'email', refusal))],
  };
}

async function createUsers(
  { ctx, store, rules, hashes }: Writing,
  places: Places,
  { create, further }: BatchPlan,
): Promise<NewUser[]> {
  const now = ctx.clock();
  const status = rules.disableNewUserWorkflow ? 'ENABLED' : 'PENDING';
  const users = new Map<string, NewUser>();
  for (const { address, email, givenName, surname, account } of create) {
    const accountId = await places.account(account);
    const password = hashes.get(address) ?? NO_PASSWORD;
    const names = { givenName, middleName: null, surname };
    users.set(address, { id: newId(), accountId, email, username: email, ...names, status, customData: {}, password });
  }
  const made = [...users.values()];
  await store.users.createMany(made, now);
  const pairs: { userId: string; roleId: string }[] = [];
  for (const { address, role } of [...create, ...further]) {
    const user = users.get(address);
    if (user && role !== '') pairs.push({ userId: user.id, roleId: await places.role(user.accountId, role) });
  }
  await store.users.addRoles(pairs);
  for (const { id, password } of made) await ctx.passwords.remember(store, id, password, now);
  return made;
}

async function addRoles({ store }: Writing, places: Places, present: BatchPlan['addRole']): Promise<void> {
  const pairs: { userId: string; roleId: string }[] = [];
  for (const { row, user } of present) {
    pairs.push({ userId: user.id, roleId: await places.role(user.account.id, row.role) });
  }
  await store.users.addRoles(pairs);
}

/** @returns how many mails that makes */
async function invite({ ctx, store, rules }: Writing, made: readonly NewUser[], present: readonly { user: User }[]) {
  const kind = invitationOf(ctx, rules);
  if (!kind) return 0;
  const invited = [...made, ...(await withoutInvitation(ctx, store, present))];
  await inviteMany(ctx, store, kind, invited);
  return invited.length;
}

/** The ids of accounts and roles by their names; what is missing is made. */
interface Places {
  account(name: string): Promise<string>;
  role(accountId: string, name: string): Promise<string>;
}

function placesIn({ ctx, store, rules }: Writing): Places {
  const accounts = new Map<string, string>();
  const roles = new Map<string, string>();
  const role: Places['role'] = async (accountId, name) => {
    const key = `${accountId} ${name}`;
    const id = roles.get(key) ?? (await store.roles.findOrCreate(accountId, name, ctx.clock())).id;
    roles.set(key, id);
    return id;
  };

  async function findOrMake(name: string): Promise<string> {
    const present = await store.accounts.findByName(name);
    // A step of this transaction.
    const { id } = present ?? (await createAccount({ ...ctx, store }, rules.actor, { name }));
    return id;
  }

  return {
    role,
    async account(name) {
      if (rules.account) return rules.account.id;
      const id = accounts.get(name) ?? (await findOrMake(name));
      accounts.set(name, id);
      return id;
    },
  };
}
