// docs/cli.md from the commands themselves.
import type { Command } from 'commander';
import { createProgram } from '../../server/cli/program.ts';

const HEAD = `# The command line

\`\`\`
npx userdb COMMAND … --config FILE
\`\`\`

\`FILE\` is the configuration of the server: YAML with keys of [\`defaults.yml\`](../defaults.yml); \`userdb.yml\` in the present folder
unless given. The database is opened, and brought up to date, by the command itself: it works beside a running server, and
without one. Mails that a command causes go out by its own hand, or by the server's.

Without \`--json\` a person reads along: tables, and a bar where something takes long. With \`--json\` standard output is one JSON
value. Whatever goes wrong is one line on standard error. The exit code is **0** when it is done, **1** when the data refuses (no
such user, a taken address, a weak password), **2** when the command line or the configuration is wrong.

A password comes from \`--password-stdin\`, or from a prompt on a terminal, which does not show it. \`--password\` works too, and
leaves it in the shell's history. \`NODE_ENV\` counts as it does for the server. (\`npm run docs\` writes this page anew from
the commands.)

`;

export function cliPage(): string {
  const leaves = leavesOf(createProgram(), []);
  return HEAD + leaves.map(({ path, command }) => section(path, command)).join('\n');
}

interface Leaf {
  path: string[];
  command: Command;
}

function leavesOf(command: Command, path: string[]): Leaf[] {
  const children = command.commands.filter((child) => child.name() !== 'help');
  if (children.length === 0) return [{ path, command }];
  return children.flatMap((child) => leavesOf(child, [...path, child.name()]));
}

function section(path: string[], command: Command): string {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help');
  const rows = options.map(({ flags, description }) => `| \`${flags.replaceAll('|', '\\|')}\` | ${description} |\n`);
  const args = command.usage().replace('[options]', '').trim();
  const example = exampleOf(command);
  return [
    `## userdb ${[...path, args].join(' ').trim()}\n\n`,
    `${sentence(command.description())}\n\n`,
    `| option | |\n| --- | --- |\n${rows.join('')}`,
    example && `\n\`\`\`\n${example}\n\`\`\`\n`,
  ].join('');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The text that --help has after "Example:". */
function exampleOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return (/\nExamples?:\n([\s\S]*)$/.exec(text)?.[1] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
