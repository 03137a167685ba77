import type { Response } from 'playwright-core';
import { expect, it } from 'vitest';
import { NOBODY_VERIFIES, register, worksWithReactStormpath } from './reactStormpath.ts';
import { sees } from './visitors.ts';

const { start, visit } = worksWithReactStormpath('2.0.1', 'react-stormpath-2');

it('lets both sign-ins live that react-stormpath 2.0.1 makes after a registration', async () => {
  const { url } = await start(NOBODY_VERIFIES);
  const page = await visit(`${url}/register`);
  const answers: Response[] = [];
  page.on('response', (answer) => {
    if (answer.request().method() === 'POST' && answer.url() === `${url}/login`) answers.push(answer);
  });

  await register(page);
  await sees(page, 'Hello, Ann');

  await expect.poll(() => answers.length, { timeout: 10_000 }).toBe(2);
  for (const answer of answers) {
    expect(answer.status()).toBe(200);
    const [cookie = ''] = (await answer.headerValue('set-cookie'))?.split(';') ?? [];
    expect(await fetch(`${url}/me`, { headers: { cookie, accept: 'application/json' } })).toMatchObject({
      status: 200,
    });
  }
});
