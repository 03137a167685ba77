// API keys: an id that may be anybody's, and a hash of the secret.
import type { Migration } from '../migrate.ts';

export const apiKeys: Migration = {
  name: '004-api-keys',
  async up(db) {
    await db.schema.createTable('api_keys', (table) => {
      table.string('id', 14).primary();
      table.string('user_id', 14).notNullable().references('users.id').onDelete('cascade').onUpdate('cascade').index();
      // Not unique: two users may have chosen the same one.
      table.string('key_id', 256).notNullable().index();
      table.string('secret', 512).notNullable();
      table.integer('created_date').notNullable();
    });
  },
};
