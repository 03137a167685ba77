import { expect, it, onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';

it('shows a page, with text that takes up room', async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();

  await page.setContent('<h1>Hello</h1>');

  const heading = page.getByRole('heading', { name: 'Hello' });
  expect(await heading.textContent()).toBe('Hello');
  expect((await heading.boundingBox())?.height).toBeGreaterThan(10);
});
