/** Installs the packages when they are missing or not those of package-lock.json. */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const fs = require('fs');
const path = require('path');
const { fail, say } = require('./say.cjs');
const { withLock } = require('./lock.cjs');
const { withNpm } = require('./npm.cjs');
const { pinnedNodePath } = require('./pinned-node.cjs');

exports.installPackages = (root) => {
  if (isComplete(root)) return;
  withLock(root, () => {
    // Whoever held the lock before us may have done it.
    if (isComplete(root)) return;
    withNpm(root, (npm) => {
      // Scripts apart from packages: npm before 11 knows no allowScripts, and would run or build what it should not.
      if (!isInstalled(root)) {
        say('installing the packages of package-lock.json');
        // Asked for by name: NODE_ENV=production or omit=dev would leave out what builds and tests.
        const ci = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
        if (npm(ci) !== 0) fail('the packages could not be installed: npm says above why');
      }
      if (npm(['rebuild', '--loglevel=error'].concat(allowedScripts(root))) !== 0) {
        fail('the install scripts of the packages failed: npm says above why');
      }
    });
  });
};

function isComplete(root) {
  return isInstalled(root) && fs.existsSync(pinnedNodePath(root));
}

/**
 * Whether node_modules holds what package-lock.json asks for.
 *
 * npm writes `node_modules/.package-lock.json` last of all, so an install that broke off leaves none, and one done by
 * hand counts. Optional packages are for other platforms more often than not; what is there besides is nobody's harm.
 */
function isInstalled(root) {
  const wanted = readJson(path.join(root, 'package-lock.json'));
  if (!wanted) return fail('package-lock.json is missing or cannot be read');
  const installed = readJson(path.join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;

  return Object.keys(wanted.packages).every((place) => {
    const entry = wanted.packages[place];
    if (place === '' || entry.optional || entry.devOptional || entry.link) return true;
    const found = installed.packages[place];
    return found !== undefined && found.version === entry.version;
  });
}
exports.isInstalled = isInstalled;

function allowedScripts(root) {
  const { allowScripts } = readJson(path.join(root, 'package.json'));
  return Object.keys(allowScripts).filter((name) => allowScripts[name]);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
