import { expect, test } from 'vitest';
import { PASSWORD, startUserdb } from './support/startUserdb.ts';

const NEW_PASSWORD = 'new horse new battery';

test('a stranger registers, verifies, signs in, forgets, changes and signs out', async () => {
  const { browser, mailbox } = await startUserdb();
  const ann = { email: 'ann@example.com', givenName: 'Ann', surname: 'Lee', password: PASSWORD };

  const registered = await browser.post('/register', ann);
  expect(registered).toMatchObject({ status: 200, json: { account: { email: ann.email, status: 'UNVERIFIED' } } });
  expect(await browser.signIn(ann, PASSWORD)).toMatchObject({ status: 400 });

  const sptoken = await mailbox.tokenTo(ann, 'Please verify your account');
  expect(await browser.get(`/verify?sptoken=${sptoken}`)).toMatchObject({ status: 200, text: '' });
  expect(await browser.signIn(ann, PASSWORD)).toMatchObject({ status: 200, json: { account: { status: 'ENABLED' } } });
  expect(await browser.get('/me')).toMatchObject({ status: 200, json: { account: { fullName: 'Ann Lee' } } });

  await browser.post('/logout');
  expect(await browser.get('/me')).toMatchObject({ status: 401 });

  await browser.post('/forgot', { email: ann.email });
  const reset = await mailbox.tokenTo(ann, 'Reset your password');
  expect(await browser.get(`/change?sptoken=${reset}`)).toMatchObject({ status: 200, text: '' });
  expect(await browser.post('/change', { sptoken: reset, password: NEW_PASSWORD })).toMatchObject({
    status: 200,
    text: '',
  });

  expect(await browser.signIn(ann, PASSWORD)).toMatchObject({
    status: 400,
    json: { message: 'Invalid username or password.' },
  });
  expect(await browser.signIn(ann, NEW_PASSWORD)).toMatchObject({ status: 200 });
});
