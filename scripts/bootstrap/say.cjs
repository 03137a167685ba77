/** The one way these scripts talk: a line on standard error, so that standard output stays the program's own. */
'use strict';

exports.say = (line) => {
  process.stderr.write(`userdb: ${line}\n`);
};

/** Says the line and ends the process with exit code 1. */
exports.fail = (line) => {
  exports.say(line);
  process.exit(1);
};
