// npm run serve: the standalone production server, installed and built first where that is missing.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('serve.ts');
