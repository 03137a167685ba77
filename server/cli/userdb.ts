// The program `userdb`: runs one command and ends with what came of it.
import '../runtime.ts';
import { run } from './program.ts';

process.exitCode = await run(process.argv.slice(2));
