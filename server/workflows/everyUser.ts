// Going through all users of a filter, however many there are.
import type { Store, User, UserFilter } from '../store/store.ts';

/** Users that are in memory at once. */
const AT_ONCE = 500;

/** All users of a filter in the order of their ids, in bounded memory. */
export async function* everyUser({ users }: Pick<Store, 'users'>, filter: UserFilter): AsyncGenerator<User, void> {
  let last: string | null = null;
  for (;;) {
    const some: User[] = await users.after(last, AT_ONCE, filter);
    yield* some;
    if (some.length < AT_ONCE) return;
    last = some.at(-1)?.id ?? null;
  }
}
