// The guard as a loader, on a server too, where each request is of somebody else.

import type { LoaderFunctionArgs } from 'react-router';
import { expect, test } from 'vitest';
import { createClient } from '../../client/client.ts';
import { type RequireUserOptions, requireUser } from '../../client/router/index.ts';
import { ADA } from '../client/fixtures.ts';

const NOBODY = new Response('{"status":401,"message":"Unauthorized"}', { status: 401 });

/** A server that knows the cookie `ada`. */
const client = (request: Request) =>
  createClient({
    baseUri: 'https://id.example.com',
    fetch: async () => (request.headers.get('cookie') === 'ada' ? Response.json({ account: user }) : NOBODY.clone()),
  });
let user: object = ADA;

async function load(options: RequireUserOptions, path: string, cookie = 'ada') {
  const request = new Request(`https://app.example.com${path}`, { headers: { cookie } });
  const loader = requireUser({ client, ...options });
  try {
    return await loader({ request, params: {} } as LoaderFunctionArgs);
  } catch (thrown) {
    const { status, headers } = thrown as Response;
    return { status, to: headers.get('Location') };
  }
}

test('gives the user to the page', async () => {
  expect(await load({}, '/desk')).toMatchObject({ email: ADA.email });
});

test('sends a stranger to sign in, and back afterwards', async () => {
  expect(await load({}, '/desk?day=2', '')).toEqual({ status: 302, to: '/login?next=%2Fdesk%3Fday%3D2' });
  expect(await load({ base: '/auth' }, '/desk', '')).toMatchObject({ to: '/auth/login?next=%2Fdesk' });
  expect(await load({ routes: { login: '/in' } }, '/desk', '')).toMatchObject({ to: '/in?next=%2Fdesk' });
});

test('leaves out the basename, which the router puts before each path by itself', async () => {
  expect(await load({ basename: '/app' }, '/app/desk', '')).toMatchObject({ to: '/login?next=%2Fdesk' });
  expect(await load({ basename: '/app' }, '/apple', '')).toMatchObject({ to: '/login?next=%2Fapple' });
});

test("a server that does not answer has sent nobody away: the error is the route's", async () => {
  const down = () => createClient({ fetch: async () => new Response('', { status: 503 }) });
  const loader = requireUser({ client: down });
  const request = new Request('https://app.example.com/desk');
  await expect(loader({ request, params: {} } as LoaderFunctionArgs)).rejects.toMatchObject({ status: 503 });
});

test('asks each time, and mixes up nobody', async () => {
  const [known, unknown] = await Promise.all([load({}, '/desk'), load({}, '/desk', '')]);
  expect(known).toMatchObject({ email: ADA.email });
  expect(unknown).toMatchObject({ status: 302 });
});

test.each([
  ['doctor', true],
  ['doctor && !admin', false],
  ['nurse || (doctor && admin)', true],
])('lets in who is in "%s": %s', async (inGroup, allowed) => {
  const answer = await load({ inGroup }, '/ward');
  expect(answer).toMatchObject(allowed ? { email: ADA.email } : { status: 403, to: null });
});

test('sends who lacks the role where the host says', async () => {
  expect(await load({ inGroup: 'nurse', forbidden: '/sorry' }, '/ward')).toEqual({ status: 302, to: '/sorry' });
});

test('has an old password replaced first', async () => {
  user = { ...ADA, password_expired: true };
  expect(await load({ inGroup: 'nurse' }, '/ward')).toEqual({ status: 302, to: '/expired?next=%2Fward' });
  user = ADA;
});
