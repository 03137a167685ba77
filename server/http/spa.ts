// The page of a single-page app.
import { readFile } from 'node:fs/promises';
import type { Response } from 'express';
import type { Config } from '../config/schema.ts';

/** Sends `spa.index` with what it is told. The file is read each time, since a new build replaces it. */
export async function sendSpa(res: Response, { spa }: Config): Promise<void> {
  const html = await readFile(spa.index ?? '', 'utf8');
  const told = Object.entries(spa.meta).map(
    ([name, content]) => `<meta name="${quoted(name)}" content="${quoted(content)}">`,
  );
  res.removeHeader('X-Powered-By');
  res.set({ 'Cache-Control': 'no-cache', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
  res.type('html').send(html.replace(/<head>/i, (head) => head + told.join('')));
}

function quoted(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
