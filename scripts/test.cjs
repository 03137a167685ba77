// npm test [-- filter…]: everything a fresh machine needs, then the tests.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('test.ts');
