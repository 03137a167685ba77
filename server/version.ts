// Which userdb this is.
import { createRequire } from 'node:module';

/** From package.json, found by the package's own name: the sources and the built files lie at different depths. */
export const VERSION: string = (createRequire(import.meta.url)('userdb/package.json') as { version: string }).version;
