// With which headers the page of the single-page app leaves, in the program and in an application.
import { expect, test } from 'vitest';
import { fallback, NAVIGATION, pageFile } from '../contract/wire.ts';
import { startUserdb } from '../support/startUserdb.ts';

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

async function page(spa: object = {}, ownPolicy?: string) {
  const { browser } = await startUserdb(
    { spa: { enabled: true, index: await pageFile(), ...spa } },
    {
      routes: fallback,
      before: (app) => {
        app.use((_req, res, next) => {
          if (ownPolicy) res.set('Content-Security-Policy', ownPolicy);
          next();
        });
      },
    },
  );
  return browser.get('/login', { accept: NAVIGATION });
}

test('a page runs and loads nothing but its own, unless the configuration says otherwise', async () => {
  const { headers } = await page();
  expect(headers.get('Content-Security-Policy')).toBe(STRICT);
  expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
  expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Cache-Control')).toBe('no-cache');
});

test('an application that has a policy keeps it', async () => {
  const { headers } = await page({}, "script-src 'self' https://example.com");
  expect(headers.get('Content-Security-Policy')).toBe("script-src 'self' https://example.com");
});

test('null sends none', async () => {
  expect((await page({ contentSecurityPolicy: null })).headers.has('Content-Security-Policy')).toBe(false);
});

test('an application’s own page gets nothing of ours but what it is told', async () => {
  const { text } = await page();
  expect(text).toContain('userdb-endpoints');
  expect(text).not.toContain('application/json');
  expect(text).not.toContain('modulepreload');
});
