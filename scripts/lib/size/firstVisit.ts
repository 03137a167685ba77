// What comes over the wire when the app's pages are opened: the page, the files that it names, and those that each form
// asks for once it has opened.

import { gzipped } from './bundle.ts';

export interface Visit {
  /** Page and scripts, React and the router among them, in bytes as they are sent. */
  js: number;
  css: number;
}

/** As scripts name it. */
const WORDS = /assets\/(?:formWords|clock)-[\w-]+\.js/g;

/** A browser that opens one page after the other, and keeps what it has loaded. */
export function visitor(url: string): (path: string) => Promise<Visit> {
  const loaded = new Set<string>();

  return async function visit(path) {
    const page = await get(path, 'text/html');
    const named = [...page.text.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file);
    const visit: Visit = { js: page.bytes, css: 0 };
    // A set that grows while it is walked through is walked through to its new end.
    const files = new Set(named);
    for (const file of files) {
      if (loaded.has(file)) continue;
      loaded.add(file);
      const { text, bytes } = await get(file, '*/*');
      visit[file.endsWith('.css') ? 'css' : 'js'] += bytes;
      for (const [words] of text.matchAll(WORDS)) files.add(`/${words}`);
    }
    // Under another name they would be left out, and the visit would look lighter than it is.
    if (![...loaded].some((file) => file.match(WORDS))) throw new Error('no script names the words of forms');
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
