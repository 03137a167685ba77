import session, { type SessionData } from 'express-session';
import { expect, it } from 'vitest';
import { memoryKeeper } from '../../server/sessions/memory.ts';
import { KeptSessions, type SessionRecordKeeper } from '../../server/sessions/sessionStore.ts';
import { hour, minute } from '../../server/time.ts';
import { movableClock } from '../support/clock.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { copyOf, inClockTime, me, sessionsContract, signIn } from './contract.ts';

sessionsContract('memory', async () => ({
  ...inClockTime(),
  options: { session: { store: 'memory' } },
  records: async () => null,
  ends: async () => null,
  isShared: false,
}));

it('takes a store of express-session', async () => {
  const app = await startUserdb({ session: { store: new session.MemoryStore() } });
  const user = await app.users.create();
  await signIn(app.browser, user);
  expect(await me(app.browser)).toBe(user.email);

  const kept = copyOf(app.browser, app);
  await app.browser.post('/logout');
  expect(await me(kept)).toBe(401);
});

it('leaves a store of the application open when userdb closes', async () => {
  const store = new session.MemoryStore();
  const first = await startUserdb({ session: { store } });
  await signIn(first.browser, await first.users.create());
  await first.close();
  const left = await new Promise((resolve) => store.all?.((_, sessions) => resolve(sessions)));
  expect(Object.keys(left as object)).toHaveLength(1);
});

it('writes a record once a minute at most while somebody only reads', async () => {
  const clock = movableClock();
  const written: string[] = [];
  const keeper = counting(memoryKeeper(hour, clock.now), written);
  const app = await startUserdb(
    { session: { store: new KeptSessions(keeper, hour, clock.now, async () => false) } },
    { clock },
  );
  await signIn(app.browser, await app.users.create());
  await app.browser.get('/me');
  written.length = 0;

  for (let i = 0; i < 50; i++) await app.browser.get('/me');
  expect(written).toEqual([]);
  clock.pass(minute);
  for (let i = 0; i < 50; i++) await app.browser.get('/me');
  expect(written).toEqual(['touch']);
});

it('forgets in time what nobody asks for any more', async () => {
  const clock = movableClock();
  const keeper = memoryKeeper(hour, clock.now);
  await keeper.set('one', { cookie: {} } as SessionData);
  clock.pass(hour - 1);
  expect(await keeper.get('one')).not.toBeNull();
  clock.pass(1);
  expect(await keeper.get('one')).toBeNull();
  await keeper.touch('one', { cookie: {} } as SessionData);
  expect(await keeper.get('one')).toBeNull();
});

function counting(keeper: SessionRecordKeeper, written: string[]): SessionRecordKeeper {
  return {
    get: keeper.get,
    set: (...args) => {
      written.push('set');
      return keeper.set(...args);
    },
    touch: (...args) => {
      written.push('touch');
      return keeper.touch(...args);
    },
    remove: keeper.remove,
  };
}
