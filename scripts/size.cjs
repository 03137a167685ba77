// npm run size: what the client weighs, beside its limits; with `-- --others`, what the packages of others weigh.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('size.ts');
