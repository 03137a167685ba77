// Who the screens take somebody for.
import { renderToString } from 'react-dom/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { UserdbClient } from '../../client/client.ts';
import { type User, UserdbProvider, useUser } from '../../client/index.ts';
import { createSession } from '../../client/session.ts';
import { UserdbError } from '../../client/userdbError.ts';

const ADA = { id: 'a', email: 'ada@example.com', roles: [{ id: 'r', name: 'doctor' }] } as unknown as User;
const ROOT = { ...ADA, roles: [{ id: 's', name: 'super-admin' }] } as unknown as User;

/** A server whose answers to /me come when the test says so. */
function slowServer() {
  const answers: ((user: User | null) => void)[] = [];
  const client = { me: () => new Promise<User | null>((resolve) => answers.push(resolve)) } as UserdbClient;
  return { client, answers };
}

test('a late answer does not sign out a person who has signed in meanwhile', async () => {
  const { client, answers } = slowServer();
  const session = createSession(client);
  const asked = session.refresh();
  session.set(ADA);
  answers[0]?.(null);

  expect(await asked).toBe(ADA);
  expect(session.get()).toEqual({ status: 'in', user: ADA });
});

test('a late answer does not bring back a person who has signed out meanwhile', async () => {
  const { client, answers } = slowServer();
  const session = createSession(client, ADA);
  const asked = session.refresh();
  session.set(null);
  answers[0]?.(ADA);

  expect(await asked).toBeNull();
  expect(session.get().status).toBe('out');
});

test('who asks after a change gets an answer from after it', async () => {
  const { client, answers } = slowServer();
  const session = createSession(client);
  void session.refresh();
  session.set(null);
  const asked = session.refresh();
  answers[1]?.(ADA);
  expect(await asked).toBe(ADA);
  answers[0]?.(null);
  expect(session.get()).toEqual({ status: 'in', user: ADA });
});

test('what another tab has done since is not undone by an older answer', async () => {
  const { client, answers } = slowServer();
  const session = createSession(client, ADA);
  const leave = session.subscribe(() => {});
  const elsewhere = new BroadcastChannel('userdb');
  elsewhere.postMessage('logout');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(null);
  answers[0]?.(ADA);
  await vi.waitFor(() => expect(session.get().status).toBe('out'));
  leave();
  elsewhere.close();
});

test('a server that does not answer has signed nobody out, and is asked again', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const down = new UserdbError(503, '', { code: 'SERVER_ERROR' });
  const me = vi.fn<UserdbClient['me']>().mockRejectedValueOnce(down).mockResolvedValue(ADA);
  const session = createSession({ me } as Partial<UserdbClient> as UserdbClient);
  const leave = session.subscribe(() => {});
  onTestFinished(leave);
  await vi.advanceTimersByTimeAsync(0);
  expect(session.get()).toEqual({ status: 'loading', user: null, error: down });

  await vi.advanceTimersByTimeAsync(5000);
  expect(session.get()).toEqual({ status: 'in', user: ADA });
});

test('who asks a server that does not answer is told so, and stays signed in', async () => {
  const down = new UserdbError(0, '', { code: 'NETWORK' });
  const me = vi.fn<UserdbClient['me']>().mockRejectedValue(down);
  const session = createSession({ me } as Partial<UserdbClient> as UserdbClient, ADA);
  await expect(session.refresh()).rejects.toBe(down);
  expect(session.get()).toEqual({ status: 'in', user: ADA });
});

test('one screen after another asks once; after a while without any, what was known is asked after', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const me = vi.fn<UserdbClient['me']>().mockResolvedValue(ADA);
  const session = createSession({ me } as Partial<UserdbClient> as UserdbClient);
  session.subscribe(() => {})();
  const leave = session.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(me).toHaveBeenCalledTimes(1);

  leave();
  await vi.advanceTimersByTimeAsync(0);
  // Somebody signs out in another tab, and nobody here hears it.
  me.mockResolvedValue(null);
  onTestFinished(session.subscribe(() => {}));
  await vi.advanceTimersByTimeAsync(0);
  expect(session.get().status).toBe('out');
});

test.each([
  [ROOT, ['admin'], true],
  [ADA, ['admin', 'doctor'], true],
  [ADA, ['admin'], false],
])('%j can %j: %s, as on the server', (user, roles, can) => {
  function Answer() {
    return <p>{String(useUser().can(roles))}</p>;
  }
  const page = renderToString(
    <UserdbProvider user={user}>
      <Answer />
    </UserdbProvider>,
  );
  expect(page).toContain(`<p>${can}</p>`);
});

test('the role that may do everything is called as the server calls it', () => {
  const chief = { ...ADA, roles: [{ id: 'c', name: 'chief' }] } as unknown as User;
  function Answer() {
    return <p>{String(useUser().can('admin'))}</p>;
  }
  const page = (superAdmin?: string) =>
    renderToString(
      <UserdbProvider user={chief} features={{ superAdmin }}>
        <Answer />
      </UserdbProvider>,
    );
  expect(page('chief')).toContain('<p>true</p>');
  expect(page()).toContain('<p>false</p>');
});
