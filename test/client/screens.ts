// Opens the screens of the app in Chromium, in React's development mode, whose double effects find what runs twice.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';
import { type BuiltApp, builtApp } from './builtApp.ts';
import { type FixtureServer, type Replies, startFixtureServer } from './fixtureServer.ts';

export interface Screen {
  page: Page;
  context: BrowserContext;
  server: FixtureServer;
}

interface Options {
  answers?: Replies;
  context?: BrowserContextOptions;
  /** Once the page is open, time passes in it only when the test lets it, by `page.clock.runFor(…)`. */
  stoppedClock?: boolean;
}

const NOON = new Date('2026-01-05T12:00:00Z');
const ONE_O_CLOCK = new Date('2026-01-05T13:00:00Z');

/** For a test file: `open(path, …)` gives a page of its own, whose console has to stay empty. */
export function screenOpener(mode: 'development' | 'production' = 'development') {
  let app: BuiltApp;
  let browser: Browser;
  const opened: Screen[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    [app, browser] = await Promise.all([builtApp(mode), launchChromium()]);
  }, 60_000);
  afterAll(() => browser.close());

  afterEach(async () => {
    for (const { context, server } of opened.splice(0)) {
      await context.close();
      await server.close();
    }
    expect(complaints.splice(0)).toEqual([]);
  });

  return async function open(path: string, { answers, context: options, stoppedClock }: Options = {}): Promise<Screen> {
    const server = await startFixtureServer(app, answers);
    const context = await browser.newContext(options);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const screen = { page, context, server };
    opened.push(screen);
    page.on('console', (message) => {
      // The browser itself notes each refused request; that nobody is signed in is told by a 401.
      const expected = message.text().startsWith('Failed to load resource');
      if (!expected && ['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) complaints.push(request.url());
    });
    if (stoppedClock) await page.clock.install({ time: NOON });
    await page.goto(server.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (stoppedClock) {
      // Only now: React needs time to load a screen, and a request on its way would be given up on.
      await page.waitForLoadState('networkidle');
      await page.clock.pauseAt(ONE_O_CLOCK);
    }
    return screen;
  };
}

/** From here on time passes in the page only when the test lets it, by `page.clock.runFor(…)`. */
export async function stopClock(page: Page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** A promise and its key: an answer that goes out when the test says so. */
export function held() {
  let release = () => {};
  const after = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { after, release };
}

/**
 * From the next load on, somebody has acted only once something was pressed: for the browser, each look of a test into the
 * page is a person's doing.
 */
export function countOnlyPresses(page: Page) {
  return page.addInitScript(() => {
    let hasBeenActive = false;
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, () => (hasBeenActive = true), true);
    Object.defineProperty(navigator, 'userActivation', { get: () => ({ hasBeenActive }) });
  });
}

export const passwordField = (page: Page) => page.getByRole('textbox', { name: /password/i });
export const alertText = (page: Page) => page.getByRole('alert');
/** What has the focus, as its accessible name would be read. */
export const focused = (page: Page) => page.locator(':focus');
