// The kit's RegisterIT: which fields are taken, what is said of the missing ones, and what a new user looks like.
import { describe, expect, it } from 'vitest';
import { expectError } from '../contract/wire.ts';
import { expectMatchesAccount, newAccount, startTck } from './restAssured.ts';

/** The kit's server, somebody who has not registered yet, and a registration by JSON. */
async function startWithNobody() {
  const { send } = await startTck();
  const account = newAccount();
  const { username: _, ...fields } = account;
  const register = (body: object) => send('POST', '/register', { accept: 'JSON', contentType: 'JSON', body });
  return { send, account, fields, register };
}

describe('TCK register (RegisterIT)', () => {
  it('registerServesJsonViewModel', async () => {
    const { send } = await startTck();
    const reply = await send('GET', '/register', { accept: 'JSON' });
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.json ?? {}).sort()).toEqual(['accountStores', 'form']);
  });

  it('registerErrorsOnMissingRequiredFields', async () => {
    const { fields, register } = await startWithNobody();
    const { email, password, givenName, surname } = fields;
    const cases: [object, string | RegExp][] = [
      [{}, /required/],
      [{ email, password, givenName }, 'Last Name is required.'],
      [{ email, password, surname }, 'First Name is required.'],
      [{ password, givenName, surname }, 'Email is required.'],
      [{ email, givenName, surname }, 'Password is required.'],
    ];
    for (const [body, message] of cases) {
      const reply = await register(body);
      expectError(reply, 400);
      if (typeof message === 'string') expect(reply.json?.message).toBe(message);
      else expect(reply.json?.message).toMatch(message);
    }
  });

  it('registerErrorsForUndefinedFields', async () => {
    const { fields, register } = await startWithNobody();
    expectError(await register({ ...fields, customValue: 'foobar' }), 400);
  });

  it('registerErrorsForDisableDefaultFields', async () => {
    const { fields, register } = await startWithNobody();
    expectError(await register({ ...fields, middleName: 'foobar' }), 400);
  });

  it('registerErrorsForUndefinedCustomFields', async () => {
    const { fields, register } = await startWithNobody();
    // The kit's own slip: it means customData and writes it at the top.
    expectError(await register({ ...fields, cusomData: { hello: 'world' } }), 400);
  });

  it('registerErrorsOnServerError', async () => {
    const { fields, register } = await startWithNobody();
    expectError(await register({ ...fields, email: 'foo@bar', password: '1' }), 400);
  });

  it('registerReturnsSanitizedJsonAccount', async () => {
    const { account, fields, register } = await startWithNobody();
    expectMatchesAccount(await register(fields), account);
  });
});
