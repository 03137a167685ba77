// The kit's ForgotPasswordIT: POST answers the same to every address.
import { describe, expect, it } from 'vitest';
import { expectNotHandled, newAccount, startTck } from './restAssured.ts';

describe('TCK forgot (ForgotPasswordIT)', () => {
  it('forgotDoesNotHandlePut', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('PUT', '/forgot'));
  });

  it('forgotDoesNotHandleDelete', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('DELETE', '/forgot'));
  });

  it('forgotDoesNotHandleJsonGet', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('GET', '/forgot', { accept: 'JSON' }));
  });

  it('forgotSucceedsWhenPostingValidEmailJson', async () => {
    const { send, createAccount } = await startTck();
    const { email } = await createAccount();
    const reply = await send('POST', '/forgot', { accept: 'JSON', contentType: 'JSON', body: { email } });
    expect(reply.status).toBe(200);
  });

  it('forgotSucceedsWhenPostingInvalidEmailJson', async () => {
    const { send } = await startTck();
    const { email } = newAccount();
    const reply = await send('POST', '/forgot', { accept: 'JSON', contentType: 'JSON', body: { email } });
    expect(reply.status).toBe(200);
  });
});
