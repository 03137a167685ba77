/** An npm that can install this project: the one that started us, or a newer one fetched for the occasion. */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const { provideLibatomic } = require('./libatomic.cjs');
const { packageOfNode } = require('./pinned-node.cjs');
const { fail, say } = require('./say.cjs');

const NEW_NPM = '11.19.1';

/**
 * On an older Node, npm leaves out the packages that hold Vite's and TypeScript's programs: they ask for a newer one,
 * and are optional.
 */
const OLDEST_NODE = [22, 12];

/** Calls `work` with a function that runs npm with the given arguments and returns its exit code. */
exports.withNpm = (root, work) => {
  const own = ownNpm();
  if (isNewEnough()) {
    work((args) => run(root, own, args));
    return;
  }
  const folder = path.join(root, '.cache', 'first-install');
  const clean = () => remove(folder);
  // A step that fails ends the process.
  process.once('exit', clean);
  work(fetchNewer(root, own, folder));
  clean();
};

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** The npm that started us where there is one, so that no other on the PATH takes over. */
function ownNpm() {
  const started = process.env.npm_execpath || '';
  return /npm-cli\.js$/.test(started) ? [process.execPath, started] : ['npm'];
}

function fetchNewer(root, own, folder) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const { version } = packages['node_modules/node'];
  const nodePackage = packageOfNode();
  say(`Node ${process.versions.node} is too old to install the packages: fetching Node ${version} and npm ${NEW_NPM}`);

  fs.mkdirSync(folder, { recursive: true });
  const wanted = [`${nodePackage}@${version}`, `npm@${NEW_NPM}`];
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (run(root, own, ['install', '--prefix', folder].concat(flags, wanted)) !== 0) {
    fail(`Node ${version} and npm ${NEW_NPM} could not be fetched: npm says above why; or install Node 22.12 or newer`);
  }

  const modules = path.join(folder, 'node_modules');
  const bin = path.join(modules, nodePackage, 'bin');
  const npm = [path.join(bin, 'node'), path.join(modules, 'npm', 'bin', 'npm-cli.js')];
  provideLibatomic(root, npm[0]);
  // The `node` package calls npm by name while it installs.
  const PATH = [bin, path.join(modules, '.bin'), process.env.PATH].join(path.delimiter);
  return (args) => run(root, npm, args, Object.assign({}, process.env, { PATH }));
}

function run(root, npm, args, env) {
  const [command, ...first] = npm;
  const { error, status } = spawnSync(command, first.concat(args, '--no-update-notifier'), {
    cwd: root,
    // Standard output is the program's own, see say.cjs.
    stdio: ['ignore', 2, 2],
    env,
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (error) fail(`${path.basename(command)} cannot be run (${error.code}): install npm`);
  return status;
}

function remove(folder) {
  // fs.rmSync came with Node 14, and its forerunner left with Node 16.
  if (fs.rmSync) fs.rmSync(folder, { recursive: true, force: true });
  else fs.rmdirSync(folder, { recursive: true });
}
