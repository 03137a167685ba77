// What null leaves open is settled by the rest of the configuration.
import { expect, test } from 'vitest';
import { loadConfig } from '../../server/config/load.ts';
import type { Options } from '../../server/config/schema.ts';

const SECRETS = { session: { secret: 's'.repeat(32) }, tokenSigningKey: 't'.repeat(32) };
const LEFT_OPEN = ['accountVerification', 'forgotPassword', 'passwordResetSuccessful', 'accountExists'] as const;

function settled(options: Options, environment: string) {
  const { email, mailbox } = loadConfig({ options: { ...SECRETS, ...options }, env: { NODE_ENV: environment } });
  return { mails: LEFT_OPEN.map((kind) => email[kind].enabled), mailbox: mailbox.enabled };
}

test('in development, mails are kept in the mailbox', () => {
  expect(settled({}, 'development')).toEqual({ mails: [true, true, true, true], mailbox: true });
});

test('with a mail server, mails go out, and there is no mailbox', () => {
  const smtp = { options: { host: 'smtp.example.com' } };
  for (const environment of ['development', 'production']) {
    expect(settled({ smtp }, environment)).toEqual({ mails: [true, true, true, true], mailbox: false });
  }
});

test('in production without a mail server, mails are off, and nobody can open a mailbox', () => {
  expect(settled({}, 'production')).toEqual({ mails: [false, false, false, false], mailbox: false });
});

test('what somebody says stays as it is said', () => {
  const email = { forgotPassword: { enabled: false } };
  expect(settled({ email }, 'development').mails).toEqual([true, false, true, true]);
  expect(() => settled({ email: { forgotPassword: { enabled: true } } }, 'production')).toThrow(
    'smtp.options.host: takes a mail server outside development (got null, and email.forgotPassword.enabled is true)',
  );
});

test.each([[[1]], ['nonsense'], ['10.0.0.0/8/8'], [-1], ['10.0.0.1, nonsense']])(
  'trustProxy %j is refused',
  (trustProxy) => {
    expect(() => settled({ trustProxy } as Options, 'test')).toThrow(/^trustProxy: takes /);
  },
);

test.each([[true], [1], ['loopback'], ['loopback, 10.0.0.0/8'], [['::1', '10.1.2.3']], ['10.0.0.0/255.0.0.0']])(
  'trustProxy %j is taken',
  (trustProxy) => {
    expect(() => settled({ trustProxy } as Options, 'test')).not.toThrow();
  },
);

test('a field that is required and that nobody sees is refused', () => {
  const hidden = { enabled: true, visible: false, required: true, label: 'Code', placeholder: '', type: 'text' };
  const endpoints = { register: { form: { fields: { code: hidden } } } };
  expect(() => settled({ endpoints } as Options, 'test')).toThrow(
    /^endpoints\.register\.form\.fields\.code\.visible: takes true/,
  );
});
