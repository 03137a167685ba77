// Who is signed in where, what express-session keeps, what happened, and the counts of rate limits.
import type { Migration } from '../migrate.ts';

export const sessionsAndEvents: Migration = {
  name: '003-sessions-and-events',
  async up(db) {
    await db.schema.createTable('user_sessions', (table) => {
      table.string('id_hash', 64).primary();
      table.string('user_id', 14).notNullable().references('users.id').onDelete('cascade').onUpdate('cascade').index();
      table.integer('epoch').notNullable();
      table.integer('began_at').notNullable();
      table.integer('last_seen_at').notNullable().index();
      table.string('address', 64);
      table.string('agent', 256);
    });
    await db.schema.createTable('sessions', (table) => {
      table.string('id_hash', 64).primary();
      table.text('data').notNullable();
      // Milliseconds, so that a session of a few seconds ends when it should.
      table.bigInteger('expires_at').notNullable().index();
    });
    await db.schema.createTable('events', (table) => {
      table.increments('number');
      table.string('type', 64).notNullable().index();
      table.integer('at').notNullable().index();
      // No reference: what happened to a user is still known when the user is gone.
      table.string('user_id', 14).index();
      table.string('address', 64);
      table.string('agent', 256);
      table.text('details').notNullable();
    });
    await db.schema.createTable('rate_limits', (table) => {
      table.string('key', 128).primary();
      table.integer('count').notNullable();
      table.bigInteger('ends_at').notNullable().index();
    });
  },
};
