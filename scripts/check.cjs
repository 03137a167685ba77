// npm run check [-- step…]: types, lint and format, tests.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('check.ts');
