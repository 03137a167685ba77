// npm run bench: measures, beside a floor in the same run.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('bench.ts');
