// What the reader of a mail reads.
import type { Migration } from '../migrate.ts';

export const mailLocale: Migration = {
  name: '007-mail-locale',
  async up(db) {
    await db.schema.alterTable('outbox', (table) => table.string('locale', 35));
  },
};
