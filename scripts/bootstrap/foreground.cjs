/** Runs a program as if it were this process: its output, its signals, its exit code. */
/** biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the prefix */
'use strict';

const os = require('os');
const { spawn } = require('child_process');

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Resolves to the exit code, or 128 and the signal's number where a signal ended the program, as shells count. */
exports.runInForeground = (command, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, Object.assign({ stdio: 'inherit' }, options));

    const listeners = FORWARDED.map((signal) => {
      const forward = () => {
        // A terminal sends Ctrl-C to every process in front; a second one would read as "at once".
        if (signal === 'SIGINT' && process.stdin.isTTY) return;
        child.kill(signal);
      };
      process.on(signal, forward);
      return { signal, forward };
    });
    const letGo = () => {
      listeners.forEach((listener) => {
        process.removeListener(listener.signal, listener.forward);
      });
    };

    child.on('error', (error) => {
      letGo();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      letGo();
      resolve(signal ? 128 + os.constants.signals[signal] : code);
    });
  });
