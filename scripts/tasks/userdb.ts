// The command line, built first where its sources changed.
import { become } from '../lib/become.ts';
import { buildStale } from '../lib/build.ts';
import { root } from '../lib/root.ts';

buildStale(['server']);
await become(`${root}/dist/server/cli/userdb.js`, process.argv.slice(2));
