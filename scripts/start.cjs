// npm start: everything a fresh machine needs, then the demo.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('start.ts');
