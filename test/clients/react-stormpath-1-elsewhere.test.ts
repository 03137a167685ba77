// react-stormpath 1 on a page of another origin than the server: it knows cookies only, so both must be of one site.
import { beforeAll, expect, it } from 'vitest';
import { startElsewhere } from './elsewhere.ts';
import { type HostPage, hostPage } from './hostPage.ts';
import { ANN, refusal, signIn, update } from './reactStormpath.ts';
import { sees, visitors } from './visitors.ts';

let application: HostPage;
beforeAll(async () => {
  application = await hostPage('stormpath.jsx');
}, 150_000);
const visit = visitors();

it('signs in, keeps the session, changes the profile and signs out', async () => {
  const { site, users } = await startElsewhere(application, '127.0.0.1');
  await users.create(ANN);
  const page = await visit(`${site}/login`);
  await signIn(page, ANN.email, 'correct horse');
  expect(await refusal(page)).toBe('Invalid username or password.');
  await signIn(page, ANN.email);
  await sees(page, 'Hello, Ann');

  await page.goto(`${site}/profile`);
  await page.getByLabel('First name').fill('Anna');
  await update(page);
  await page.getByText('Profile updated.').waitFor();
  await page.goto(site);
  await sees(page, 'Hello, Anna');

  await page.getByRole('link', { name: 'Logout' }).click();
  await sees(page, 'Hello, stranger');
  await page.reload();
  await sees(page, 'Hello, stranger');
});
