// What people rely on when they are signed in, wherever session.store keeps the records.
import type { Application, Request } from 'express';
import { describe, expect, it } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { hour, minute } from '../../server/time.ts';
import type { Browser } from '../support/browser.ts';
import { type MovableClock, movableClock } from '../support/clock.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

/** One place for session records, empty, with the database of the users beside it; gone with the test. */
export interface SessionPlace {
  /** Keys that point a userdb at it. */
  readonly options: Options;
  /** How long a session lives unused where a test waits for its end, in seconds. */
  readonly idle: number;
  /** The clock of all that use the place. */
  readonly clock: MovableClock;
  /** Lets time go by. */
  wait(seconds: number): Promise<void>;
  /** What lies there, keys with texts; null where nobody can look. */
  records(): Promise<Map<string, string> | null>;
  /** When each record ends, in milliseconds; null where nobody can look. */
  ends(): Promise<number[] | null>;
  /** Whether several userdbs can use it. */
  readonly isShared: boolean;
}

/** An application that keeps things of its own in the session. */
export interface TestApp extends RunningUserdb {
  /** Lets the requests to /slow go on that wait there. */
  open(): void;
  /** Resolves when a request waits in /slow. */
  readonly waits: Promise<void>;
}

interface Note {
  note?: string;
}

const noteOf = (req: Request) => req.session as Request['session'] & Note;

export async function startOn({ options, clock }: SessionPlace, more: Options = {}): Promise<TestApp> {
  const opened = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const routes = (app: Application) => {
    app.get('/open', (req, res) => void res.json({ user: req.user?.has('doctor') ?? null }));
    app.get('/note', (req, res) => void res.json({ note: noteOf(req).note ?? null }));
    app.get('/write/:note', (req, res) => {
      noteOf(req).note = req.params.note;
      res.json({});
    });
    app.get('/slow', async (req, res) => {
      arrived.resolve();
      await opened.promise;
      noteOf(req).note = 'written late';
      res.json({});
    });
  };
  const running = await startUserdb(
    { ...options, ...more, session: { ...options.session, ...more.session } },
    { clock, routes },
  );
  return { ...running, open: opened.resolve, waits: arrived.promise };
}

export function sessionsContract(name: string, open: () => Promise<SessionPlace>): void {
  describe(`sessions contract: ${name}`, () => {
    async function signedIn(more?: Options) {
      const place = await open();
      const app = await startOn(place, more);
      const user = await app.users.create();
      await signIn(app.browser, user);
      return { place, app, user, browser: app.browser };
    }

    it('lasts over further requests, for the one who signed in', async () => {
      const { app, user, browser } = await signedIn();
      for (let i = 0; i < 3; i++) expect(await me(browser)).toBe(user.email);
      expect(await me(app.newBrowser())).toBe(401);
    });

    it('keeps what the application writes into it', async () => {
      const { user, browser } = await signedIn();
      await browser.get('/write/blue');
      expect((await browser.get('/note')).json).toEqual({ note: 'blue' });
      expect(await me(browser)).toBe(user.email);
    });

    it('keeps two people apart who use the application at once', async () => {
      const { app, user, browser } = await signedIn();
      const other = await app.users.create();
      const second = app.newBrowser();
      await signIn(second, other);
      expect(await Promise.all([me(browser), me(second), me(browser)])).toEqual([user.email, other.email, user.email]);
    });

    describe('signing in', () => {
      it('gives a new id to a visitor who has a session already, and takes nothing of it along', async () => {
        const place = await open();
        const app = await startOn(place);
        const user = await app.users.create();
        await app.browser.get('/write/planted');
        const planted = copyOf(app.browser, app);

        await signIn(app.browser, user);

        expect(cookie(app.browser)).not.toBe(cookie(planted));
        expect(await me(planted)).toBe(401);
        expect((await planted.get('/note')).json).toEqual({ note: null });
        expect((await app.browser.get('/note')).json).toEqual({ note: null });
      });

      it('again gives another id, and the first one is dead', async () => {
        const { place, app, user, browser } = await signedIn();
        await browser.get('/write/blue');
        const first = copyOf(browser, app);

        await signIn(browser, user);

        expect(cookie(browser)).not.toBe(cookie(first));
        expect(await me(first)).toBe(401);
        expect((await first.get('/note')).json).toEqual({ note: null });
        expect(await me(browser)).toBe(user.email);
        expect((await place.records())?.size ?? 1).toBe(1);
      });

      it('does not take an id that the browser made up', async () => {
        const { app } = await signedIn();
        for (const made of [
          'x',
          's:known',
          `s%3A${'A'.repeat(32)}.${'B'.repeat(43)}`,
          '%',
          'j:{}',
          'x'.repeat(6000),
          '\u00e9',
        ]) {
          const browser = app.newBrowser();
          const reply = await browser.get('/me', { headers: { Cookie: `userdb=${made}` } });
          expect(reply.status, made.slice(0, 20)).toBe(401);
        }
      });
    });

    describe('signing out', () => {
      it('destroys the record, so that a kept cookie opens nothing', async () => {
        const { place, app, browser } = await signedIn();
        await browser.get('/write/blue');
        const kept = copyOf(browser, app);

        expect((await browser.post('/logout')).status).toBe(200);

        expect(browser.cookies.size).toBe(0);
        expect(await me(kept)).toBe(401);
        expect((await kept.get('/note')).json).toEqual({ note: null });
        expect((await place.records())?.size ?? 0).toBe(0);
      });

      it('is final, even with a request in flight that saves the session afterwards', async () => {
        const { place, app, browser } = await signedIn();
        const kept = copyOf(browser, app);
        const late = copyOf(browser, app).get('/slow');
        await app.waits;

        await browser.post('/logout');
        app.open();
        expect((await late).status).toBe(200);

        expect(await me(kept)).toBe(401);
        expect((await kept.get('/note')).json).toEqual({ note: null });
        expect((await place.records())?.size ?? 0).toBe(0);
      });

      it('ends one session of a user and leaves the others', async () => {
        const { app, user, browser } = await signedIn();
        const phone = app.newBrowser();
        await signIn(phone, user);
        await browser.post('/logout');
        expect(await me(phone)).toBe(user.email);
      });
    });

    describe('the own sessions', () => {
      const list = async (browser: Browser) =>
        (await browser.get('/me/sessions')).json?.sessions as { id: string; current: boolean }[];
      const idOf = async (browser: Browser) => (await list(browser)).find(({ current }) => current)?.id;

      it('are ended one by one, and the next request there is a visitor’s', async () => {
        const { app, user, browser } = await signedIn();
        const phone = app.newBrowser();
        await signIn(phone, user);
        await phone.get('/write/private');
        expect(await list(browser)).toHaveLength(2);

        const reply = await browser.post('/me/sessions/end', { id: await idOf(phone) });

        expect(reply).toMatchObject({ status: 200, text: '{}' });
        expect(await me(phone)).toBe(401);
        expect((await phone.get('/note')).json).toEqual({ note: null });
        expect(await me(browser)).toBe(user.email);
        expect(await list(browser)).toMatchObject([{ current: true }]);
      });

      it('are ended all but one, and no request in flight brings one back', async () => {
        const { app, user, browser } = await signedIn();
        const phone = app.newBrowser();
        await signIn(phone, user);
        const late = copyOf(phone, app).get('/slow');
        await app.waits;

        expect((await browser.post('/me/sessions/end', { others: true })).status).toBe(200);
        app.open();
        await late;

        expect(await me(phone)).toBe(401);
        expect((await phone.get('/note')).json).toEqual({ note: null });
        expect(await me(browser)).toBe(user.email);
      });

      it('are not listed when nobody has used them for too long', async () => {
        const place = await open();
        const app = await startOn(place, { sessionsExpireInSeconds: place.idle });
        const user = await app.users.create();
        await signIn(app.newBrowser(), user);
        // Its last use is noted a tenth of that late at most, and to the second.
        await place.wait(place.idle * 1.1 + 1);
        await signIn(app.browser, user);
        expect(await list(app.browser)).toMatchObject([{ current: true }]);
      });
    });

    describe('a visitor', () => {
      it('gets no cookie, and nothing is stored', async () => {
        const place = await open();
        const { browser } = await startOn(place);
        for (const path of ['/login', '/me', '/open', '/note', '/register', '/password-policy', '/nothing']) {
          expect((await browser.get(path)).headers.getSetCookie(), path).toEqual([]);
        }
        expect((await place.records())?.size ?? 0).toBe(0);
      });

      it('gets none for a failed sign-in either', async () => {
        const place = await open();
        const { browser, users } = await startOn(place);
        const user = await users.create();
        for (const login of [user.email, 'nobody@example.com']) {
          const reply = await browser.post('/login', { login, password: 'wrong one' });
          expect(reply.status).toBe(400);
          expect(reply.headers.getSetCookie()).toEqual([]);
        }
        await browser.post('/logout');
        expect((await place.records())?.size ?? 0).toBe(0);
      });

      it('keeps what an application gave to visitors, and is still nobody', async () => {
        const place = await open();
        const { browser } = await startOn(place);
        await browser.get('/write/basket');
        expect((await browser.get('/note')).json).toEqual({ note: 'basket' });
        expect(await me(browser)).toBe(401);
        expect((await browser.get('/note')).json).toEqual({ note: 'basket' });
      });
    });

    describe('a session that nobody uses', () => {
      it('ends on the server, whatever the browser sends', async () => {
        const place = await open();
        const app = await startOn(place, { sessionsExpireInSeconds: place.idle });
        await signIn(app.browser, await app.users.create());
        await app.browser.get('/write/blue');
        const kept = copyOf(app.browser, app);

        await place.wait(place.idle + 1);

        expect(await me(kept)).toBe(401);
        expect((await kept.get('/note')).json).toEqual({ note: null });
      });

      it('lives on with each use', async () => {
        const place = await open();
        const app = await startOn(place, { sessionsExpireInSeconds: place.idle });
        const user = await app.users.create();
        await signIn(app.browser, user);
        for (let i = 0; i < 4; i++) {
          await place.wait(place.idle * 0.6);
          expect(await me(copyOf(app.browser, app)), `use ${i}`).toBe(user.email);
        }
      });

      it('ends after its longest time, however much it is used', async () => {
        const place = await open();
        const app = await startOn(place, { session: { absoluteTimeout: place.idle * 2 } });
        const user = await app.users.create();
        await signIn(app.browser, user);
        await place.wait(place.idle);
        expect(await me(app.browser)).toBe(user.email);
        await place.wait(place.idle + 1);
        expect(await me(app.browser)).toBe(401);
      });
    });

    it('sends the cookie anew with each answer where it is rolling, and once where it is not', async () => {
      for (const rolling of [true, false]) {
        const place = await open();
        const app = await startOn(place, { sessionsExpireInSeconds: hour, session: { rolling } });
        await signIn(app.browser, await app.users.create());
        expect((await app.browser.get('/me')).headers.getSetCookie(), String(rolling)).toHaveLength(rolling ? 1 : 0);
      }
    });

    it('writes at most once a minute while somebody only reads', async () => {
      const { place, browser, app } = await signedIn();
      const seen = async () => (await app.ctx.store.userSessions.find(await onlyHash(app)))?.lastSeenAt.getTime();
      await browser.get('/me');
      const [ends, lastSeen] = [await place.ends(), await seen()];

      for (let i = 0; i < 10; i++) await browser.get(i % 2 ? '/me' : '/open');

      expect(await place.ends()).toEqual(ends);
      expect(await seen()).toBe(lastSeen);
    });

    describe('a new epoch of the user', () => {
      it('begins with a new password, and ends every session from before', async () => {
        const { app, user, browser } = await signedIn();
        const phone = app.newBrowser();
        await signIn(phone, user);

        const somewhereElse = app.newBrowser();
        await somewhereElse.post('/forgot', { email: user.email });
        const sptoken = await app.mailbox.tokenTo(user, 'Reset your password');
        await somewhereElse.post('/change', { sptoken, password: 'a new horse entirely' });

        expect(await me(browser)).toBe(401);
        expect(await me(phone)).toBe(401);
        expect((await phone.signIn(user, 'a new horse entirely')).status).toBe(200);
        expect(await me(phone)).toBe(user.email);
      });

      it('begins when a user is disabled; enabling brings no session back', async () => {
        const { app, user, browser } = await signedIn();
        await app.ctx.store.users.setStatus(user.id, 'DISABLED', app.clock.now());
        expect(await me(browser)).toBe(401);
        await app.ctx.store.users.setStatus(user.id, 'ENABLED', app.clock.now());
        expect(await me(browser)).toBe(401);
      });

      it('puts what the application kept in the session out of reach', async () => {
        const { app, user, browser } = await signedIn();
        await browser.get('/write/private');
        await app.ctx.store.users.setStatus(user.id, 'DISABLED', app.clock.now());
        expect((await browser.get('/note')).json).toEqual({ note: null });
      });

      it('does not begin with wrong guesses: strangers throw nobody out', async () => {
        const place = await open();
        const app = await startOn(place, { disableAccountAfterFailedLoginAttempts: 3 });
        const user = await app.users.create();
        await signIn(app.browser, user);
        for (let i = 0; i < 4; i++) await app.newBrowser().signIn(user, 'wrong one');
        expect((await app.users.find(user.email)).status).toBe('LOCKED');
        expect(await me(app.browser)).toBe(user.email);
      });
    });

    it('keeps ids as hashes: what lies in the store opens nothing', async () => {
      const { place, app, browser } = await signedIn();
      const id = /^s:([^.]+)\./.exec(decodeURIComponent(cookie(browser)))?.[1] ?? '';
      expect(id).toHaveLength(32);

      const records = await place.records();
      expect(await onlyHash(app)).not.toContain(id);
      expect(JSON.stringify([...(records ?? [])])).not.toContain(id);
      for (const key of records?.keys() ?? []) {
        const reply = await app.newBrowser().get('/me', { headers: { Cookie: `userdb=${key}` } });
        expect(reply.status).toBe(401);
      }
    });

    async function onlyHash(app: TestApp): Promise<string> {
      const { createHash } = await import('node:crypto');
      const id = /^s:([^.]+)\./.exec(decodeURIComponent(cookie(app.browser)))?.[1] ?? '';
      const hash = createHash('sha256').update(id).digest('base64url');
      expect(await app.ctx.store.userSessions.find(hash)).not.toBeNull();
      return hash;
    }
  });
}

/** What holds where several userdbs use one place. */
export function sharedSessionsContract(name: string, open: () => Promise<SessionPlace>): void {
  describe(`sessions contract: ${name}, two userdbs`, () => {
    async function two() {
      const place = await open();
      const [one, other] = [await startOn(place), await startOn(place)];
      const user = await one.users.create();
      await signIn(one.browser, user);
      return { place, one, other, user, there: copyOf(one.browser, other) };
    }

    it('know each other’s sign-ins, and what an application wrote', async () => {
      const { one, user, there } = await two();
      expect(await me(there)).toBe(user.email);
      await one.browser.get('/write/blue');
      expect((await there.get('/note')).json).toEqual({ note: 'blue' });
    });

    it('know each other’s sign-outs with the next request', async () => {
      const { one, user, there } = await two();
      const kept = copyOf(one.browser, one);
      expect(await me(there)).toBe(user.email);
      await there.post('/logout');
      expect(await me(kept)).toBe(401);
    });

    it('end sessions of a user whose password was changed at the other one', async () => {
      const { one, other, user, there } = await two();
      await other.ctx.store.users.setPassword(user.id, user.password, other.clock.now());
      expect(await me(one.browser)).toBe(401);
      expect(await me(there)).toBe(401);
    });

    it('do not bring back what ended at the other one while a request was in flight', async () => {
      const { place, one, there } = await two();
      const kept = copyOf(one.browser, one);
      const late = one.browser.get('/slow');
      await one.waits;
      await there.post('/logout');
      one.open();
      await late;

      expect(await me(kept)).toBe(401);
      expect((await place.records())?.size).toBe(0);
    });

    it('outlive the one that signed somebody in', async () => {
      const { one, user, there } = await two();
      await one.close();
      expect(await me(there)).toBe(user.email);
    });
  });
}

export async function signIn(browser: Browser, user: { email: string }): Promise<void> {
  const { status, text } = await browser.signIn(user, PASSWORD);
  if (status !== 200) throw new Error(`signing in failed with ${status}: ${text}`);
}

/** The address of who is signed in, or the status of the refusal. */
export async function me(browser: Browser): Promise<string | number> {
  const { status, json } = await browser.get('/me');
  return json?.account?.email ?? status;
}

export function cookie(browser: Browser): string {
  return browser.cookies.get('userdb') ?? '';
}

/** Another browser with the same cookies, such as a thief has them. */
export function copyOf(browser: Browser, { newBrowser }: RunningUserdb): Browser {
  const copy = newBrowser();
  for (const [key, value] of browser.cookies) copy.cookies.set(key, value);
  return copy;
}

/** A place in the time of a clock that tests move. */
export function inClockTime(): Pick<SessionPlace, 'idle' | 'clock' | 'wait'> {
  const clock = movableClock();
  return { idle: 10 * minute, clock, wait: async (seconds) => clock.pass(seconds) };
}
