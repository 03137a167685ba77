// Opens pages of a host's app in Chromium, over a server with canned answers; the console has to stay empty.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { BuiltApp } from '../client/builtApp.ts';
import { type FixtureServer, type Replies, startFixtureServer } from '../client/fixtureServer.ts';
import { launchChromium } from '../setup/chromium.ts';

export interface Visit {
  page: Page;
  server: FixtureServer;
  /** The scripts that have been asked for. */
  scripts: string[];
  /** What the console says; a test that expects something takes it out. */
  complaints: string[];
}

export function visitor(app: () => BuiltApp) {
  let browser: Browser;
  const opened: (() => Promise<void>)[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
    expect(complaints.splice(0)).toEqual([]);
  });

  return async function visit(path: string, answers: Replies = {}): Promise<Visit> {
    const server = await startFixtureServer(app(), answers);
    const context = await browser.newContext();
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const scripts: string[] = [];
    opened.push(async () => {
      await context.close();
      await server.close();
    });
    page.on('console', (message) => {
      // The browser itself notes each refused request; that nobody is signed in is told by a 401.
      const expected = message.text().startsWith('Failed to load resource');
      if (!expected && ['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    await page.goto(server.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, server, scripts, complaints };
  };
}
