// npm run screenshot: the picture in the README.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('screenshot.ts');
