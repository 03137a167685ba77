// npm run docs: writes the pages of docs/ that are made from the sources.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('docs.ts');
