// A process of its own that opens a database file, migrates it, and runs transactions that read before they write.
// Arguments: the file, how many transactions.
import { openKnexStore } from '../../server/store/knex/index.ts';

const [, , filename, count] = process.argv;
const store = openKnexStore({ client: 'better-sqlite3', connection: { filename } });
await store.migrate();
for (let i = 0; i < Number(count); i++) {
  await store.transaction(async (inside) => {
    const { id } = await inside.accounts.findOrCreate('acme', new Date());
    await inside.roles.findOrCreate(id, `role ${process.pid} ${i}`, new Date());
  });
}
await store.close();
