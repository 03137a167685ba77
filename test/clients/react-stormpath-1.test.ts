import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/demo.ts';
import { html } from './hostPage.ts';
import { ANN, register, signIn, worksWithReactStormpath } from './reactStormpath.ts';
import { linkTo, sees } from './visitors.ts';

const { start, visit } = worksWithReactStormpath('1.3.5', 'react-stormpath');

it('has its page served by userdb where spa.index says so, and finds the links in mails unspent', async () => {
  const index = join(temporaryFolder(), 'index.html');
  writeFileSync(index, html());
  const { url, mailbox } = await start({
    produces: ['application/json', 'text/html'],
    // It makes functions of its templates, and the page has a script of its own.
    spa: { enabled: true, index, meta: { 'served-by': 'userdb' }, contentSecurityPolicy: null },
  });
  const page = await visit(`${url}/register`);
  expect(await page.locator('meta[name=served-by]').getAttribute('content')).toBe('userdb');

  await register(page);
  await page.getByText('Please check your email for a verification link.').waitFor();
  await page.goto(await linkTo(ANN, 'Please verify your account', mailbox));
  await page.getByText('Your account has has been verified!').waitFor();
  await page.getByRole('link', { name: 'Login Now.' }).click();
  await signIn(page, ANN.email);
  await sees(page, 'Hello, Ann');
  await page.goto(`${url}/logout`);
  await sees(page, 'Hello, stranger');
});
