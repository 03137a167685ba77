// What must hold before a change goes in, as named steps: all of them, or those named as arguments.
import { join } from 'node:path';
import { runInForeground } from '../bootstrap/foreground.cjs';
import { fail } from '../bootstrap/say.cjs';
import { commandOf } from '../lib/build.ts';
import { root } from '../lib/root.ts';

interface Step {
  readonly name: string;
  readonly what: string;
  readonly script: string;
  readonly args: string[];
}

const STEPS: readonly Step[] = [
  {
    name: 'types',
    what: 'TypeScript over everything',
    script: commandOf('typescript', 'tsc'),
    args: ['-p', 'tsconfig.json'],
  },
  {
    name: 'lint',
    what: 'lint and format, with Biome',
    script: commandOf('@biomejs/biome', 'biome'),
    args: ['check', '.'],
  },
  { name: 'tests', what: 'every test', script: join(root, 'scripts', 'test.cjs'), args: [] },
];

const outcomes: string[] = [];
for (const step of stepsNamed(process.argv.slice(2))) {
  console.log(`\n── ${step.name}: ${step.what}`);
  const started = performance.now();
  const exitCode = await runInForeground(process.execPath, [step.script, ...step.args], { cwd: root });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  outcomes.push(`${step.name.padEnd(8)}${exitCode === 0 ? 'ok' : 'failed'} (${seconds} s)`);
  if (exitCode !== 0) process.exitCode = 1;
}
console.log(`\n${outcomes.join('\n')}`);

function stepsNamed(names: string[]): readonly Step[] {
  const known = STEPS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) fail(`no such step: ${unknown.join(', ')} (there are ${known.join(', ')})`);
  return names.length === 0 ? STEPS : STEPS.filter(({ name }) => names.includes(name));
}
