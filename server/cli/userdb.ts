// The program `userdb`: runs one command and ends with what came of it.
import '../runtime.ts';
import { run } from './program.ts';

// A reader that has seen enough, like `head`, is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2));
