/** One process at a time installs or builds in this checkout; two servers started together must not tread on each other. */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const fs = require('fs');
const path = require('path');
const { fail, say } = require('./say.cjs');

/** Seconds after which a lock counts as left behind: its holder's id may have gone to another process. */
const LEFT_BEHIND_AFTER = 20 * 60;

/** Runs `work` and returns what it returns; waits while another process holds the lock. */
exports.withLock = (root, work) => {
  // Not under node_modules, which npm empties while the lock is held.
  const file = path.join(root, '.cache', 'set-up.lock');
  take(root, file);
  const release = () => fs.unlinkSync(file);
  process.on('exit', release);
  try {
    return work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
};

function take(root, file) {
  let waiting = false;
  while (!tryToTake(root, file)) {
    const holder = readHolder(file);
    if (holder && !holder.gone) {
      if (!waiting) say(`waiting for process ${holder.pid}, which is installing or building here`);
      waiting = true;
      pause(200);
    } else if (holder) {
      remove(file);
    }
  }
}

function tryToTake(root, file) {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    return fail(`cannot install or build, because ${root} cannot be written to (${error.code})`);
  }
}

/** Null when the lock was given back between the two looks. */
function readHolder(file) {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'));
    const age = (Date.now() - fs.statSync(file).mtimeMs) / 1000;
    // An empty file: its writer is between making and filling it.
    if (!pid) return { pid: 0, gone: age > 5 };
    return { pid, gone: age > LEFT_BEHIND_AFTER || !isAlive(pid) };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function remove(file) {
  try {
    fs.unlinkSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
