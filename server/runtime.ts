// The first thing that is imported: on a Node that is too old, a native package would end the process without a word.

const OLDEST = [22, 12] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  throw new Error(`userdb needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}`);
}

export {};
