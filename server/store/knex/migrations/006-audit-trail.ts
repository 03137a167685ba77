// What the audit trail is read by: in which account something happened, and who did it. And of users: the milliseconds
// of the last change, by which two changes of one second are told apart, and whose first password is for once only.
import type { Migration } from '../migrate.ts';

export const auditTrail: Migration = {
  name: '006-audit-trail',
  async up(db) {
    await db.schema.alterTable('users', (table) => {
      table.integer('updated_ms').notNullable().defaultTo(0);
      table.boolean('must_change_password').notNullable().defaultTo(false);
    });
    await db.schema.alterTable('events', (table) => {
      // No references: what happened is still known when they are gone.
      table.string('account_id', 14);
      table.string('by_id', 14);
      table.dropIndex(['user_id']);
      table.index(['user_id', 'at']);
      table.index(['account_id', 'at']);
    });
    await db.raw('update events set account_id = (select account_id from users where users.id = events.user_id)');
    // Of a sign-in, `by` is the way in, and no user's id.
    await db.raw(
      `update events set by_id = json_extract(details, '$.by') where type <> 'login.succeeded' and json_valid(details)`,
    );
  },
};
