// The program behind `npm run serve`: the endpoints, the pages and GET /health, until a signal ends it.
import { parseArgs } from 'node:util';
import { ConfigError } from './config/load.ts';
import { portOf } from './port.ts';
import { serveUntilTold } from './server.ts';

const USAGE = 'usage: npm run --silent serve -- --config FILE [--port N] [--host ADDRESS]';

/** Exit codes: what was asked for cannot be, or the surroundings (a port, a folder, a database) refuse. */
const MISCONFIGURED = 2;
const FAILED = 1;

async function main(): Promise<void> {
  const { config, port, host } = readArguments();
  await serveUntilTold({ file: config, port, host });
  process.exit(0);
}

function readArguments(): { config: string; port: number; host: string } {
  const usage = (problem: string) => new ConfigError([`${problem} (${USAGE})`]);
  let values: { config?: string | undefined; port: string; host: string };
  try {
    ({ values } = parseArgs({
      options: {
        config: { type: 'string' },
        port: { type: 'string', default: process.env.PORT ?? '3000' },
        host: { type: 'string', default: '127.0.0.1' },
      },
    }));
  } catch (error) {
    throw usage((error as Error).message.split('\n')[0] ?? '');
  }
  const port = portOf(values.port);
  if (!values.config) throw usage('--config: takes the path of a configuration file');
  if (port === null) throw usage('--port: takes a number from 0 to 65535');
  return { config: values.config, port, host: values.host };
}

function fail(error: unknown): void {
  const misconfigured = error instanceof ConfigError;
  console.error(misconfigured ? error.message : `userdb cannot start: ${(error as Error).message}`);
  process.exit(misconfigured ? MISCONFIGURED : FAILED);
}

main().catch(fail);
