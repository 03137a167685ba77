// userdb serve: the standalone server
import { type Command, InvalidArgumentError } from 'commander';
import { portOf } from '../port.ts';
import { serveUntilTold } from '../server.ts';
import { configFile } from './open.ts';

interface ServeOptions {
  config?: string;
  port: number;
  host: string;
}

export function addServeCommand(program: Command): void {
  const serve = program
    .command('serve')
    .description('runs the standalone server, with the pages and GET /health, until a signal ends it')
    .option('--config <file>', 'configuration, YAML with keys of defaults.yml (userdb.yml unless given)')
    .option('--port <number>', 'where it listens; 0 is any free one', readPort, readPort(process.env.PORT ?? '3000'))
    .option('--host <address>', '0.0.0.0 lets other machines in', '127.0.0.1')
    .addHelpText('after', '\nExample:\n  userdb serve --config userdb.yml --port 3000');
  serve.action(() => {
    const { config, port, host } = serve.opts<ServeOptions>();
    return serveUntilTold({ file: configFile({ config }), port, host });
  });
}

function readPort(text: string): number {
  const port = portOf(text);
  if (port === null) throw new InvalidArgumentError('It takes a number from 0 to 65535.');
  return port;
}
