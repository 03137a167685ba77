// npm run build: the server, the screens and the React library, each only where its sources changed.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('build.ts');
