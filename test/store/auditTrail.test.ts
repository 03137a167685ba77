// What the sixth migration makes of the events that an older version kept.
import knex from 'knex';
import { expect, onTestFinished, test } from 'vitest';
import { connectionOptions } from '../../server/store/knex/dialects.ts';
import { openStoreOn } from '../../server/store/knex/index.ts';
import { users } from '../../server/store/knex/migrations/001-users.ts';
import { tokensAndMail } from '../../server/store/knex/migrations/002-tokens-and-mail.ts';
import { sessionsAndEvents } from '../../server/store/knex/migrations/003-sessions-and-events.ts';
import { apiKeys } from '../../server/store/knex/migrations/004-api-keys.ts';
import { tokenGrants } from '../../server/store/knex/migrations/005-token-grants.ts';

test('events of before are found by their user’s account and by who did it', async () => {
  const db = knex(connectionOptions({ client: 'better-sqlite3', connection: { filename: ':memory:' } }));
  onTestFinished(() => db.destroy());
  const before = [users, tokensAndMail, sessionsAndEvents, apiKeys, tokenGrants];
  for (const { up } of before) await up(db);
  await db.schema.createTable('userdb_migrations', (table) => {
    table.string('name', 64).primary();
    table.integer('run_at').notNullable();
  });
  await db('userdb_migrations').insert(before.map(({ name }) => ({ name, run_at: 1 })));
  await db('accounts').insert({ id: 'acme', name: 'acme' });
  await db('users').insert(['ann', 'ada'].map((id) => ({ id, account_id: 'acme', email: id, password: '*' })));
  const event = (type: string, user_id: string | null, details: string) => ({ type, at: 1, user_id, details });
  await db('events').insert([
    event('user.changed', 'ann', '{"by":"ada","fields":["surname"]}'),
    event('login.succeeded', 'ann', '{"by":"password"}'),
    event('user.removed', 'gone', '{"by":null}'),
    event('user.changed', 'ann', 'nothing that can be read'),
  ]);

  const store = openStoreOn(db);
  await store.migrate();

  const page = { offset: 0, limit: 10, orderBy: 'at', descending: false } as const;
  const { items } = await store.events.search({}, page);
  expect(items.map(({ accountId, byId, user, by }) => [accountId, byId, user?.id, by?.id])).toEqual([
    ['acme', 'ada', 'ann', 'ada'],
    ['acme', null, 'ann', undefined],
    [null, null, undefined, undefined],
    ['acme', null, 'ann', undefined],
  ]);
  expect(await store.users.findById('ann')).toMatchObject({ updatedAt: null, mustChangePassword: false });
});
