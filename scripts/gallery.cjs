// npm run gallery: every screen in every state; with `-- --shoot`, pictures of them all on contact sheets.
'use strict';

require('./bootstrap/hand-over.cjs').handOver('gallery.ts');
