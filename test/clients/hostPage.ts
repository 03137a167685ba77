// Pages of applications of that time: bundled with the old packages, and served as such an application served them.
import { join } from 'node:path';
import type { Application } from 'express';
import { build, type Plugin, type Rolldown, transformWithOxc } from 'vite';
import type { Options } from '../../server/config/schema.ts';
import { HOST, oldPackages } from './oldPackages.ts';

export interface HostPage {
  script: string;
  /** The `node_modules` it was bundled from. */
  packages: string;
}

/** Bundles a page of `host/` with the old packages, or with others of them `instead`. */
export async function hostPage(file: string, instead: Record<string, string> = {}): Promise<HostPage> {
  const packages = await oldPackages();
  const result = await build({
    configFile: false,
    root: HOST,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [packagesFrom(packages, instead), jsxOf2016],
    build: {
      write: false,
      // The old clients know an input by the name of its function.
      minify: false,
      rolldownOptions: { input: join(HOST, file), output: { format: 'iife' } },
    },
  });
  const outputs = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const scripts = outputs.flatMap(({ output }) => output).filter((part) => part.type === 'chunk');
  return { script: scripts.map(({ code }) => code).join('\n'), packages };
}

/** userdb leaves HTML to the application. */
export const LEAVES_HTML: Options = { produces: ['application/json'] };

/** The routes of such an application: its page wherever a browser asks for one. */
export function serves({ script }: HostPage, head = ''): (app: Application) => void {
  return (app) => {
    app.get('/app.js', (_req, res) => void res.type('js').send(script));
    app.get(/.*/, (req, res, next) => {
      if (req.accepts(['json', 'html']) === 'html') res.send(html(head));
      else next();
    });
  };
}

export function html(head = ''): string {
  return `<!doctype html><html><head><meta charset="utf-8">${head}</head><body><div id="app"></div>
<script src="/app.js"></script></body></html>`;
}

/** Packages come from elsewhere than the page, and none from the packages of today. */
function packagesFrom(packages: string, instead: Record<string, string>): Plugin {
  const manifest = join(packages, '../package.json');
  return {
    name: 'packages-from',
    enforce: 'pre',
    async resolveId(name, importer, { kind }) {
      if (!importer || /^[./\0]/.test(name)) return null;
      const found = await this.resolve(instead[name] ?? name, importer.startsWith(HOST) ? manifest : importer, {
        kind,
      });
      if (!found?.id.startsWith(packages)) throw new Error(`${name} is not among the old packages`);
      return found;
    },
  };
}

/** JSX by way of React.createElement, in files that end in .js too. */
const jsxOf2016: Plugin = {
  name: 'jsx-of-2016',
  enforce: 'pre',
  async transform(code, id) {
    if (!/\.jsx$|\/userdb\/react\/.*\.js$/.test(id)) return null;
    return transformWithOxc(code, id, { lang: 'jsx', jsx: { runtime: 'classic' } });
  },
};
