/** Debian's packages, installed for the whole machine or, without root, unpacked into a folder. */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');

/** The words to put before a command that needs root: none when we are root, undefined when there is no way. */
exports.wordsToBeRoot = () => {
  if (process.getuid && process.getuid() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
};

/** @returns what went wrong, or undefined */
exports.installForAll = (asRoot, packages) => {
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300'];
  // A list that could not be renewed may still do: whether the packages can be had is what counts.
  run(asRoot.concat(quiet, 'update'));
  return run(asRoot.concat(quiet, 'install', '-y', '--no-install-recommends', packages));
};

/**
 * Unpacks the packages, and those they depend on that the machine lacks, into `<folder>/root`.
 * @returns what went wrong, or undefined
 */
exports.unpack = (folder, packages) => {
  const state = path.join(folder, 'state');
  const cache = path.join(folder, 'cache');
  const archives = path.join(cache, 'archives');
  const unpacked = path.join(folder, 'root');
  const needed = [path.join(state, 'lists', 'partial'), path.join(archives, 'partial'), unpacked];
  for (const place of needed) fs.mkdirSync(place, { recursive: true });

  const apt = ['apt-get', '-q'].concat(
    option('Dir::State', state),
    option('Dir::State::lists', path.join(state, 'lists')),
    // The machine's own: what is installed on it need not be downloaded.
    option('Dir::State::status', '/var/lib/dpkg/status'),
    option('Dir::Cache', cache),
    option('Dir::Cache::archives', archives),
    option('Debug::NoLocking', 'true'),
  );
  run(apt.concat('update'));
  // --reinstall: also when the machine has the package itself, but not where we look.
  const flags = ['-y', '--download-only', '--reinstall', '--no-install-recommends'];
  let problem = run(apt.concat('install', flags, packages));

  for (const name of fs.readdirSync(archives)) {
    if (problem) return problem;
    if (name.endsWith('.deb')) problem = run(['dpkg-deb', '-x', path.join(archives, name), unpacked]);
  }
  return problem;
};

/** Where the unpacked libraries lie: usr/lib/x86_64-linux-gnu and its like, with the folders that Debian makes below. */
exports.libraryFolders = (folder) => {
  const found = [];
  for (const place of ['usr/lib', 'lib']) {
    const lib = path.join(folder, 'root', place);
    const names = fs.existsSync(lib) ? fs.readdirSync(lib).filter((name) => name.includes('-linux-gnu')) : [];
    for (const name of names) {
      found.push(path.join(lib, name), path.join(lib, name, 'nss'), path.join(lib, name, 'pulseaudio'));
    }
  }
  return found.filter((place) => fs.existsSync(place));
};

/** A text as a shell reads it back. */
exports.quote = (text) => `'${text.split("'").join("'\\''")}'`;

function option(name, value) {
  return ['-o', `${name}=${value}`];
}

function run(words) {
  const [command] = words;
  const { error, status, stderr } = spawnSync(command, words.slice(1), {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: Object.assign({}, process.env, { LC_ALL: 'C' }),
  });
  if (error) return `${command} cannot be run here`;
  if (status === 0) return undefined;
  const lines = stderr.trim().split('\n');
  return lines.find((line) => line.startsWith('E:')) || lines.pop() || `${command} ended with ${status}`;
}
