// The demo, built first where its sources changed.

import { become } from '../lib/become.ts';
import { buildStale } from '../lib/build.ts';
import { root } from '../lib/root.ts';

buildStale(['server', 'ui']);
await become(`${root}/dist/server/demo.js`, process.argv.slice(2));
