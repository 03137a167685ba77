// Where templates are: the application's own first, then the package's.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/schema.ts';

const SHIPPED = fileURLToPath(new URL('../../email-templates', import.meta.url));

/** The folders in which a template, and what it includes, is looked for. */
export function templateFolders({ email }: Config): string[] {
  return email.templates ? [email.templates, SHIPPED] : [SHIPPED];
}

/** The file of a template; undefined when nobody has one of that name. */
export function templateFile(config: Config, name: string): string | undefined {
  return templateFolders(config)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** The name of the text that goes with an HTML template. */
export function textTwin(name: string): string {
  return name.replace(/\.html$/, '.txt');
}
