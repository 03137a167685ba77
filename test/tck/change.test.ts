// The kit's ChangePasswordIT: bad tokens, and a new password with the token of a mail.
import { describe, expect, it } from 'vitest';
import { expectEmpty, expectError } from '../contract/wire.ts';
import { expectNotHandled, startTck } from './restAssured.ts';

describe('TCK change (ChangePasswordIT)', () => {
  it('changeDoesNotHandlePut', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('PUT', '/change'));
  });

  it('changeDoesNotHandleDelete', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('DELETE', '/change'));
  });

  it('changeErrorsForInvalidSptokenJson', async () => {
    const { send } = await startTck();
    const reply = await send('GET', '/change', { accept: 'JSON', params: { sptoken: 'INVALID_SPTOKEN' } });
    expectError(reply, 404);
  });

  it('changeErrorsForMissingSptokenJson', async () => {
    const { send } = await startTck();
    expectError(await send('GET', '/change', { accept: 'JSON' }), 400);
  });

  it('changeErrorsForInvalidSptokenWhenPostingJson', async () => {
    const { send } = await startTck();
    const body = { sptoken: 'INVALID_SPTOKEN', password: 'P@sword123!' };
    expectError(await send('POST', '/change', { accept: 'JSON', contentType: 'JSON', body }), 404);
  });

  it('changeEndpointChangesAccountPasswordWhenPostingJson', async () => {
    const { send, createAccount, mailbox } = await startTck();
    const account = await createAccount();
    await send('POST', '/forgot', { accept: 'JSON', contentType: 'JSON', body: { email: account.email } });
    const mail = await mailbox.to(account, 'Reset your password');
    // As the kit reads a mail: the link of an anchor, and everything after sptoken=.
    const href = /<a[^>]*href="([^"]*sptoken[^"]*)"/.exec(mail.html ?? '')?.[1] ?? '';
    const sptoken = href.split('sptoken=')[1];
    const password = 'N3wP@sword123!';

    const changed = await send('POST', '/change', {
      accept: 'JSON',
      contentType: 'JSON',
      body: { sptoken, password },
    });

    expectEmpty(changed);
    const params = { grant_type: 'password', username: account.email, password };
    const granted = await send('POST', '/oauth/token', { params });
    expect(granted.status, granted.text).toBe(200);
    expect(granted.json?.access_token).toBeTruthy();
  });
});
