/**
 * From whatever Node npm was started with to the one this project is written for.
 *
 * Everything in this folder runs before anything is installed, so it keeps to what Node 12 understands and to Node's
 * own modules. The work itself is TypeScript, in `scripts/tasks/`, and runs on the pinned Node.
 */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const path = require('path');
const url = require('url');
const { fail } = require('./say.cjs');
const { installPackages } = require('./install.cjs');
const { findPinnedNode, isRunning } = require('./pinned-node.cjs');
const { runInForeground } = require('./foreground.cjs');

const OLDEST_NODE = 12;
const root = path.resolve(__dirname, '..', '..');

/** Installs what is missing, then runs `scripts/tasks/<task>` with this process's arguments on the pinned Node. */
exports.handOver = (task) => {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    fail(`Node ${process.versions.node} is too old to install the packages: use Node ${OLDEST_NODE} or newer`);
  }
  installPackages(root);
  const node = findPinnedNode(root);
  const file = path.join(root, 'scripts', 'tasks', task);

  if (isRunning(node)) {
    // One process less between npm and the program: signals have a shorter way.
    import(url.pathToFileURL(file).href).catch(die);
    return;
  }
  runInForeground(node, [file].concat(process.argv.slice(2)), { cwd: root }).then((code) => process.exit(code), die);
};

function die(error) {
  fail(error.message);
}
