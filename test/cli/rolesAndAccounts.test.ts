import { describe, expect, it } from 'vitest';
import type { AdminAccount, AdminRole, AdminUser } from '../../server/transformers/adminUser.ts';
import { commandLine } from './commandLine.ts';

const PASSWORD = 'correct horse battery';

async function withAnn() {
  const line = commandLine();
  await line.json(['users', 'add', '--email', 'ann@example.com', '--account', 'acme', '--password', PASSWORD]);
  return line;
}

describe('userdb roles', () => {
  it('add gives a user a role, made when missing, and keeps the others; remove takes it', async () => {
    const line = await withAnn();
    const roles = ({ roles: all }: AdminUser) => all.map(({ name }) => name);
    await line.json(['roles', 'add', 'ann@example.com', 'doctor']);
    expect(roles(await line.json(['roles', 'add', 'ann@example.com', 'boss']))).toEqual(['boss', 'doctor']);
    expect(roles(await line.json(['roles', 'remove', 'ann@example.com', 'boss']))).toEqual(['doctor']);
    expect(await line.run(['roles', 'remove', 'ann@example.com', 'boss'])).toMatchObject({ code: 1, stdout: '' });
    expect(await line.run(['roles', 'add', 'nobody@example.com', 'boss'])).toMatchObject({ code: 1, stdout: '' });
  });

  it('add and remove make and unmake a role; list shows those of an account', async () => {
    const line = await withAnn();
    const made = await line.json<AdminRole>(['roles', 'add', 'doctor', '--account', 'acme', '--description', 'Heals']);
    expect(made).toMatchObject({ name: 'doctor', description: 'Heals', status: 'ENABLED' });
    expect(await line.run(['roles', 'add', 'doctor', '--account', 'acme'])).toMatchObject({ code: 1 });

    const { stdout } = await line.run(['roles', 'list', '--account', 'acme']);
    expect(stdout).toBe(
      ['NAME    ACCOUNT  STATUS   DESCRIPTION', 'admin   acme     ENABLED', 'doctor  acme     ENABLED  Heals', ''].join(
        '\n',
      ),
    );
    expect(await line.run(['roles', 'remove', 'doctor', '--account', 'acme'])).toMatchObject({ code: 2 });
    await line.json(['roles', 'remove', 'doctor', '--account', 'acme', '--yes']);
    expect(await line.json<AdminRole[]>(['roles', 'list'])).toMatchObject([{ name: 'admin' }]);
  });

  it('takes one word or two', async () => {
    const line = commandLine();
    expect(await line.run(['roles', 'add', 'a', 'b', 'c'])).toMatchObject({ code: 2, stdout: '' });
    expect(await line.run(['roles', 'add'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('userdb accounts', () => {
  it('add, list and remove them; one goes with all its users', async () => {
    const line = await withAnn();
    const zoo = await line.json<AdminAccount>(['accounts', 'add', 'zoo', '--description', 'Animals']);
    expect(zoo).toMatchObject({ name: 'zoo', description: 'Animals', status: 'ENABLED' });
    expect(await line.run(['accounts', 'add', 'zoo'])).toMatchObject({ code: 1, stdout: '' });
    expect((await line.run(['accounts', 'list'])).stdout).toMatch(/^zoo +ENABLED +[\w-]{14} +Animals$/m);

    expect(await line.run(['accounts', 'remove', 'acme'])).toMatchObject({ code: 2 });
    expect((await line.run(['accounts', 'remove', 'acme', '--yes'])).stdout).toBe('acme was removed, with 1 users\n');
    expect(await line.json<AdminUser[]>(['users', 'list'])).toEqual([]);
  });
});
