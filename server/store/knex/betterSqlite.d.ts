// Knex has no types for its dialects; they are there to be extended.
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  import { Knex } from 'knex';

  export default class BetterSqlite extends Knex.Client {
    _query(connection: object, query: { sql: string }): Promise<unknown>;
  }
}
