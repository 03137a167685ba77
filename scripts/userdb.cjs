#!/usr/bin/env node
// The command line. In a checkout it installs and builds first what is missing; in an installed package all is there.
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const fs = require('fs');
const path = require('path');
const url = require('url');

const bootstrap = path.join(__dirname, 'bootstrap', 'hand-over.cjs');
if (fs.existsSync(bootstrap)) {
  require(bootstrap).handOver('userdb.ts');
} else {
  const program = path.join(__dirname, '..', 'dist', 'server', 'cli', 'userdb.js');
  import(url.pathToFileURL(program).href).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
