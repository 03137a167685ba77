// The page of a single-page app.
import { readFile } from 'node:fs/promises';
import type { Response } from 'express';
import type { Config, EndpointKey } from '../config/schema.ts';
import { pagePath } from '../mail/links.ts';

/** Sends `spa.index` with what it is told. The file is read each time, since a new build replaces it. */
export async function sendSpa(res: Response, config: Config): Promise<void> {
  const { spa } = config;
  const html = await readFile(spa.index ?? '', 'utf8');
  const told = Object.entries({ ...spa.meta, 'userdb-endpoints': JSON.stringify(paths(config)) }).map(
    ([name, content]) => `<meta name="${quoted(name)}" content="${quoted(content)}">`,
  );
  res.removeHeader('X-Powered-By');
  res.set({ 'Cache-Control': 'no-cache', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
  res.type('html').send(html.replace(/<head>/i, (head) => head + told.join('')));
}

/** Where the endpoints are: a page must not guess what the configuration has renamed. */
function paths(config: Config): Record<string, string> {
  const keys = Object.keys(config.endpoints) as EndpointKey[];
  const welcomed = `${config.basePath ?? ''}${config.endpoints.welcome.completeUri}`;
  return { ...Object.fromEntries(keys.map((key) => [key, pagePath(config, key)])), welcomed };
}

function quoted(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
