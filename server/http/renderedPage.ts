// The pages of the shipped app as a visitor finds them, rendered by what the build has put beside its index.html: a form
// is there, and works, before any script has come.
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '../config/schema.ts';

/** Where the page goes; an index.html without it is an application's own, and nothing is rendered for it. */
const PLACE = '<!--userdb-page-->';
const RENDERER = 'render.mjs';

/** What the page is told, and what its script finds there to be told once more. */
export interface Told {
  appName: string | undefined;
  mailbox: string | undefined;
  /** `en,de,ar` */
  languages: string | undefined;
  endpoints: Record<string, string>;
  features: Record<string, boolean | string>;
  known: object;
}

/** What `render.mjs` exports: client/render.tsx. */
interface Renderer {
  nameOf(path: string, told: Told): string;
  render(name: string, told: Told): Promise<Rendered>;
}

interface Rendered {
  html: string;
  title: string | undefined;
  files: string[];
}

/** By configuration, since everything that is told comes from it; then by build and page. */
const kept = new WeakMap<Config, Map<string, Promise<Rendered>>>();

/** Whether `html` is of the shipped app. */
export function isShipped(html: string): boolean {
  return html.includes(PLACE);
}

/** `html` with the page at `path` in it, and with what its script needs. */
export async function withPage(html: string, path: string, config: Config, told: Told): Promise<string> {
  const { html: page, title, files } = await rendered(html, path, config, told);
  const preloads = files.map((file) => `<link rel="modulepreload" crossorigin href="${file}">`);
  return withKnown(html, told)
    .replace(PLACE, () => page)
    .replace(/<title>.*<\/title>/, (usual) => (title === undefined ? usual : `<title>${title}</title>`))
    .replace('</head>', (end) => preloads.join('') + end);
}

/** `html` with what the server would answer anyway: data, which a strict Content-Security-Policy lets be. */
export function withKnown(html: string, { known }: Told): string {
  const json = JSON.stringify(known).replaceAll('<', '\\u003c');
  return html.replace('</body>', (end) => `<script type="application/json" id="userdb-known">${json}</script>${end}`);
}

async function rendered(html: string, path: string, config: Config, told: Told): Promise<Rendered> {
  // Named by what it was built with: after a new build it is another module.
  const build = createHash('sha256').update(html).digest('hex').slice(0, 12);
  const file = pathToFileURL(join(dirname(config.spa.index ?? ''), RENDERER));
  const renderer = (await import(`${file}?${build}`)) as Renderer;

  const pages = kept.get(config) ?? new Map<string, Promise<Rendered>>();
  kept.set(config, pages);
  const name = renderer.nameOf(path, told);
  const key = `${build} ${name}`;
  const page = pages.get(key) ?? renderer.render(name, told);
  pages.set(key, page);
  return page;
}
