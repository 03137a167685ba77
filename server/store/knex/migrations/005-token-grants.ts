// What access tokens stand on; and the indexes by which an account's users and roles are found.
import type { Migration } from '../migrate.ts';

export const tokenGrants: Migration = {
  name: '005-token-grants',
  async up(db) {
    await db.schema.createTable('token_grants', (table) => {
      table.string('id', 14).primary();
      table.string('user_id', 14).notNullable().references('users.id').onDelete('cascade').onUpdate('cascade').index();
      table.integer('epoch').notNullable();
      table.string('session_id_hash', 64).index();
      table.integer('expires_at').notNullable().index();
      table.integer('created_date').notNullable();
    });
    await db.schema.alterTable('users', (table) => table.index(['account_id']));
    await db.schema.alterTable('roles', (table) => table.index(['account_id', 'name']));
    await db.schema.alterTable('users_roles', (table) => table.index(['role_id']));
  },
};
