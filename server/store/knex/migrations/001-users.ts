// userdb 1's five tables under their names, with what userdb 2 adds to `users`.
import type { Knex } from 'knex';
import type { Migration } from '../migrate.ts';

export const users: Migration = {
  name: '001-users',
  async up(db) {
    await db.schema.createTable('accounts', (table) => {
      table.string('id', 14).primary();
      table.string('name', 32).notNullable();
      describedThing(table);
    });
    await db.schema.createTable('users', (table) => {
      table.string('id', 14).primary();
      table.string('account_id', 14).notNullable().references('accounts.id').onDelete('cascade').onUpdate('cascade');
      for (const name of ['givenName', 'middleName', 'surname']) table.string(name, 64);
      table.string('username', 128);
      table.string('fullName', 256);
      table.string('email', 128);
      table.string('password', 512).notNullable();
      for (const name of ['password_updated_on', 'last_login_on', 'last_failed_login_on', 'failed_login_count']) {
        table.integer(name).defaultTo(0);
      }
      table.string('emailVerificationToken', 512);
      table.string('status', 14).defaultTo('PENDING');
      table.text('customData');
      table.integer('created_date');
      table.integer('updated_date');
      // Added by userdb 2. The normal forms (trimmed, NFKC, lower case) are what logins are looked up by.
      table.string('email_normal', 128).unique();
      table.string('username_normal', 128).unique();
      table.integer('session_epoch').notNullable().defaultTo(0);
    });
    await db.schema.createTable('roles', (table) => {
      table.string('id', 14).primary();
      table.string('account_id', 14).notNullable().references('accounts.id').onDelete('cascade').onUpdate('cascade');
      table.string('name', 32).notNullable();
      describedThing(table);
    });
    await db.schema.createTable('users_roles', (table) => {
      table.string('user_id', 14).notNullable().references('users.id').onDelete('cascade').onUpdate('cascade');
      table.string('role_id', 14).notNullable().references('roles.id').onDelete('cascade').onUpdate('cascade');
      table.primary(['user_id', 'role_id']);
    });
    await db.schema.createTable('old_passwords', (table) => {
      table.string('user_id', 14).notNullable().references('users.id').onDelete('cascade').onUpdate('cascade');
      table.string('password', 512).notNullable();
      table.integer('created_date');
      table.index(['user_id', 'created_date']);
    });
  },
};

function describedThing(table: Knex.CreateTableBuilder): void {
  table.string('description', 512);
  table.string('status', 14).defaultTo('ENABLED');
  table.text('customData');
  table.integer('created_date');
  table.integer('updated_date');
}
