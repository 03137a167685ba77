/** Programs from Debian's packages that run from a folder, for machines on which we are not root. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolders, quote, unpack } from '../bootstrap/debian.cjs';

export interface UnpackedProgram {
  readonly command: string;
  /** Where its package puts it, relative to the root of the file system. */
  readonly installedAs: string;
}

/**
 * Unpacks the packages and writes `<folder>/bin/<command>` for each program.
 * @returns what went wrong, or undefined
 */
export function unpackPrograms(
  folder: string,
  packages: readonly string[],
  programs: readonly UnpackedProgram[],
): string | undefined {
  const problem = unpack(folder, packages);
  if (problem) return problem;
  // apt-get calls it a success when it has no list to find a package in that the machine has.
  const absent = programs.find(({ installedAs }) => !existsSync(join(folder, 'root', installedAs)));
  if (absent) return `apt-get downloaded no ${absent.command}`;

  for (const rest of ['cache', 'state']) rmSync(join(folder, rest), { recursive: true });
  writeFontsConf(folder);
  // Last of all: an unpacking that broke off leaves no program behind, and is done again.
  for (const program of programs) writeWrapper(folder, program);
  return undefined;
}

/** Chromium ends at its first word of text when fontconfig knows no font. */
function writeFontsConf(folder: string): void {
  writeFileSync(
    fontsConf(folder),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/root/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`,
  );
}

function fontsConf(folder: string): string {
  return join(folder, 'fonts.conf');
}

/** The libraries lie where the system's loader does not look, so the program is started through a script. */
function writeWrapper(folder: string, { command, installedAs }: UnpackedProgram): void {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  // bash, for exec -a: Redis asks by what name it was called.
  writeFileSync(
    join(folder, 'bin', command),
    `#!/bin/bash
export LD_LIBRARY_PATH=${quote(libraryFolders(folder).join(':'))}
export FONTCONFIG_FILE=${quote(fontsConf(folder))}
exec -a ${command} ${quote(join(folder, 'root', installedAs))} "$@"
`,
    { mode: 0o755 },
  );
}
