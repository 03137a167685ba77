import { expect, it } from 'vitest';
import { day, hour } from '../../server/time.ts';
import { cleanUp } from '../../server/workflows/cleanUp.ts';
import {
  inClockTime,
  me,
  type SessionPlace,
  sessionsContract,
  sharedSessionsContract,
  signIn,
  startOn,
} from './contract.ts';
import { type TemporaryDatabase, temporaryDatabase } from './temporaryFile.ts';

const place = async (): Promise<SessionPlace> => placeIn(await temporaryDatabase());

sessionsContract('database', place);
sharedSessionsContract('database', place);

it('outlives a restart; what was signed out stays out', async () => {
  const database = await temporaryDatabase();
  const first = await startOn(placeIn(database));
  const user = await first.users.create();
  await signIn(first.browser, user);
  const out = first.newBrowser();
  await signIn(out, user);
  const [stays, ended] = [first.browser.cookies, new Map(out.cookies)];
  await out.post('/logout');
  await first.close();

  const second = await startOn(placeIn(database));
  for (const [cookies, expected] of [
    [stays, user.email],
    [ended, 401],
  ] as const) {
    const browser = second.newBrowser();
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await me(browser)).toBe(expected);
  }
});

it('clears away what nobody used for long, and nothing that is alive', async () => {
  const here = await place();
  const app = await startOn(here, { sessionsExpireInSeconds: hour });
  const [old, young] = [app.newBrowser(), app.newBrowser()];
  const user = await app.users.create();
  await signIn(old, user);
  here.clock.pass(hour + 90);
  await signIn(young, user);

  await cleanUp(app.ctx);

  expect((await here.records())?.size).toBe(1);
  expect(await me(young)).toBe(user.email);
});

it('ends a session of the browser’s lifetime after fourteen days', async () => {
  const here = await place();
  const app = await startOn(here);
  const user = await app.users.create();
  await signIn(app.browser, user);
  here.clock.pass(14 * day - 1);
  expect(await me(app.browser)).toBe(user.email);
  here.clock.pass(14 * day + 1);
  expect(await me(app.browser)).toBe(401);
});

it.each(['', '{', 'null', '[]', '7', '"text"', '{"cookie":null}'])(
  'takes an unreadable record (%j) for none',
  async (data) => {
    const database = await temporaryDatabase();
    const app = await startOn(placeIn(database));
    const user = await app.users.create();
    await signIn(app.browser, user);
    await database.db('sessions').update({ data });

    expect(await me(app.browser)).toBe(401);
    await signIn(app.browser, user);
    expect(await me(app.browser)).toBe(user.email);
  },
);

function placeIn({ options, db }: TemporaryDatabase): SessionPlace {
  return {
    ...inClockTime(),
    options: { session: { store: 'database' }, database: { options } },
    records: async () => new Map((await db('sessions')).map(({ id_hash, data }) => [id_hash, data])),
    ends: async () => db('sessions').orderBy('id_hash').pluck('expires_at'),
    isShared: true,
  };
}
