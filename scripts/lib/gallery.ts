// The gallery as a page on this machine.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { root } from './root.ts';

export interface Gallery {
  url: string;
  close(): Promise<void>;
}

/** Builds the gallery into `outDir` and serves it on 127.0.0.1, at a free port. */
export async function openGallery(outDir: string, port = 0): Promise<Gallery> {
  const config = { configFile: false, root: join(root, 'test/gallery'), logLevel: 'error' } as const;
  await build({
    ...config,
    mode: 'development',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2022', minify: false },
  });
  const server = await preview({
    ...config,
    build: { outDir },
    preview: { host: '127.0.0.1', port, strictPort: port !== 0 },
  });
  const address = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
