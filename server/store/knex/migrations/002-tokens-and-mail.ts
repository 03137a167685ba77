// Mailed links, the mails on their way, and the mailbox page's mails.
import type { Migration } from '../migrate.ts';

export const tokensAndMail: Migration = {
  name: '002-tokens-and-mail',
  async up(db) {
    await db.schema.createTable('tokens', (table) => {
      table.string('id', 14).primary();
      table.string('purpose', 14).notNullable();
      table.string('user_id', 14).notNullable().references('users.id').onDelete('cascade').onUpdate('cascade');
      table.string('email', 128).notNullable();
      table.integer('expires_at').notNullable().index();
      table.integer('spent_at');
      table.index(['user_id', 'purpose']);
    });
    await db.schema.createTable('outbox', (table) => {
      table.string('id', 14).primary();
      table.string('kind', 64).notNullable();
      table.string('user_id', 14).notNullable().references('users.id').onDelete('cascade').onUpdate('cascade');
      table.string('recipient', 128).notNullable();
      table.string('token_id', 14);
      table.integer('attempts').notNullable().defaultTo(0);
      // Milliseconds: the first pauses between tries are shorter than the seconds of the other columns can tell.
      table.bigInteger('due_at').notNullable().index();
      table.string('last_error', 512);
      table.integer('created_date').notNullable();
    });
    await db.schema.createTable('mailbox', (table) => {
      table.increments('number');
      table.string('id', 14).notNullable().unique();
      table.string('recipient', 128).notNullable();
      table.string('sender', 256).notNullable();
      table.string('subject', 256).notNullable();
      table.text('text').notNullable();
      table.text('html').notNullable();
      table.integer('created_date').notNullable();
    });
  },
};
