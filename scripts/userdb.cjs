#!/usr/bin/env node
// The command line. In a checkout it installs and builds first what is missing; in an installed package all is there.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const bootstrap = path.join(__dirname, 'bootstrap', 'hand-over.cjs');
if (fs.existsSync(bootstrap)) {
  require(bootstrap).handOver('userdb.ts');
} else {
  const program = path.join(__dirname, '..', 'dist', 'server', 'cli', 'userdb.js');
  import(require('node:url').pathToFileURL(program).href).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
