// Everything that is published. `--force` builds what is up to date, too.
import { buildAll, buildStale, TARGETS } from '../lib/build.ts';

if (process.argv.includes('--force')) buildAll();
else buildStale(Object.keys(TARGETS));
