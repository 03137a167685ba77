// An application around the pages of userdb 1, on this userdb.
import express from 'express';
import type { Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { type HostPage, hostPage, LEAVES_HTML, serves } from './hostPage.ts';
import { visitors } from './visitors.ts';

export interface Clinic extends RunningUserdb {
  /** Opens a page, by its path or its address, as somebody who was never there before. */
  visit(path: string): Promise<Page>;
  /** Opens a page as somebody who has signed in. */
  visitAs(user: { email: string }, path: string): Promise<Page>;
}

/** What the pages take for granted: styles, and the names `$`, `_` and `head`. */
const HEAD = [
  ...[
    '/bootstrap/dist/css/bootstrap.min.css',
    '/react-bootstrap-modal/lib/styles/rbm-patch.css',
    '/react-bootstrap-table/dist/react-bootstrap-table.min.css',
    '/react-select/dist/react-select.min.css',
    '/userdb/react/css/userdb.css',
  ].map((path) => `<link rel="stylesheet" href="${path}">`),
  ...[
    '/jquery/dist/jquery.min.js',
    '/bootstrap/dist/js/bootstrap.min.js',
    '/lodash/lodash.min.js',
    '/headjs/dist/1.0.0/head.load.min.js',
    // The pages load it themselves, and break when they are left before it has come.
    '/jquery-backstretch/jquery.backstretch.min.js',
  ].map((path) => `<script src="${path}"></script>`),
].join('');

/** For a test file: starts the application with a userdb of its own. */
export function clinics(): (options?: Options) => Promise<Clinic> {
  let application: HostPage;
  beforeAll(async () => {
    application = await hostPage('userdb1.jsx');
  }, 150_000);
  const open = visitors();

  return async (options = {}) => {
    const running = await startUserdb(
      { ...LEAVES_HTML, ...options },
      {
        routes: (app) => {
          app.use(express.static(application.packages));
          app.use('/vendor/backstretch', express.static(`${application.packages}/jquery-backstretch`));
          serves(application, HEAD)(app);
        },
      },
    );
    return {
      ...running,
      visit: (path) => open(new URL(path, running.url).href),
      visitAs: ({ email }, path) => open(running.url + path, { login: email, password: PASSWORD }),
    };
  };
}

export async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByPlaceholder('Username').fill(login);
  await page.getByPlaceholder('Password').fill(password);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** What the page says is wrong, as soon as it says so. */
export function refusal(page: Page): Promise<string> {
  return page.locator('.alert-danger').innerText();
}
