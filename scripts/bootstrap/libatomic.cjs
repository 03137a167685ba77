/**
 * The one library that Node asks of the machine and a small Debian lacks: libatomic.so.1.
 *
 * With root it is installed. Without, it is unpacked into `.cache/`, and the loader is told so.
 */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const { installForAll, libraryFolders, quote, unpack, wordsToBeRoot } = require('./debian.cjs');
const { fail, say } = require('./say.cjs');

/** Sees to it that this Node starts here, and in every process started from here. */
exports.provideLibatomic = (root, node) => {
  if (!lacksLibatomic(root, node)) return;
  const asRoot = wordsToBeRoot();
  if (asRoot) {
    say("installing libatomic1 from Debian's packages, which Node needs");
    giveUpOn(installForAll(asRoot, ['libatomic1']));
    return;
  }
  const folder = folderFor(root);
  if (libraryFolders(folder).length === 0) {
    say("unpacking libatomic1 from Debian's packages into .cache, which Node needs");
    giveUpOn(unpack(folder, ['libatomic1']));
  }
  process.env.LD_LIBRARY_PATH = libraryFolders(folder).concat(withoutOurs(root)).join(':');
};

/**
 * Puts a script in the place of the pinned Node where it would not start by itself: npm calls it by name, long before
 * anything of ours runs.
 * @param node the executable that the script hides
 */
exports.wrapWhereNeeded = (root, file, node) => {
  if (!lacksLibatomic(root, file)) return;
  const libraries = libraryFolders(folderFor(root)).join(':');
  fs.unlinkSync(file);
  fs.writeFileSync(
    file,
    `#!/bin/sh
LD_LIBRARY_PATH=${quote(libraries)}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} exec ${quote(node)} "$@"
`,
    { mode: 0o755 },
  );
};

function lacksLibatomic(root, node) {
  const env = Object.assign({}, process.env, { LD_LIBRARY_PATH: withoutOurs(root).join(':') });
  const { status, stderr } = spawnSync(node, ['--version'], { encoding: 'utf8', env });
  return status !== 0 && /libatomic\.so/.test(stderr);
}

function folderFor(root) {
  return path.join(root, '.cache', 'libatomic');
}

function withoutOurs(root) {
  const places = (process.env.LD_LIBRARY_PATH || '').split(':');
  return places.filter((place) => place !== '' && !place.startsWith(folderFor(root)));
}

function giveUpOn(problem) {
  if (problem)
    fail(`Node needs libatomic.so.1, and it could not be installed (${problem}): install libatomic1 by hand`);
}
