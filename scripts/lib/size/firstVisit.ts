// What comes over the wire when the app's pages are opened: the page, and the files that it names.

import { gzipped } from './bundle.ts';

export interface Visit {
  /** Page and scripts, React and the router among them, in bytes as they are sent. */
  js: number;
  css: number;
}

/** A browser that opens one page after the other, and keeps what it has loaded. */
export function visitor(url: string): (path: string) => Promise<Visit> {
  const loaded = new Set<string>();

  return async function visit(path) {
    const page = await get(path, 'text/html');
    const files = [...page.text.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file);
    const visit: Visit = { js: page.bytes, css: 0 };
    for (const file of new Set(files)) {
      if (loaded.has(file)) continue;
      loaded.add(file);
      visit[file.endsWith('.css') ? 'css' : 'js'] += (await get(file, '*/*')).bytes;
    }
    return visit;
  };

  async function get(path: string, accept: string) {
    const response = await fetch(url + path, { headers: { Accept: accept, 'Accept-Encoding': 'gzip' } });
    if (!response.ok) throw new Error(`${path} is answered with ${response.status}`);
    const text = await response.text();
    const isPacked = response.headers.get('Content-Encoding') === 'gzip';
    const length = Number(response.headers.get('Content-Length'));
    // Sent piece by piece, it has no length; what the server does not pack counts as it is.
    return { text, bytes: length || (isPacked ? gzipped(text) : Buffer.byteLength(text)) };
  }
}
