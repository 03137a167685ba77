// Every screen in every state, from fixtures and without a server: to look at, or on contact sheets.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { VARIANTS } from '../../test/gallery/variants.ts';
import { launchChromium } from '../../test/setup/chromium.ts';
import { say } from '../bootstrap/say.cjs';
import { shootSheet, storyNames } from '../lib/contactSheet.ts';
import { openGallery } from '../lib/gallery.ts';
import { root } from '../lib/root.ts';
import { provideTestPrograms } from '../lib/test-programs.ts';

const { values } = parseArgs({
  options: {
    shoot: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    only: { type: 'string' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'userdb-gallery-'));
if (values.shoot) Object.assign(process.env, provideTestPrograms());
say('building the gallery');
const gallery = await openGallery(folder, Number(values.port));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

if (values.shoot) await shoot();
else {
  console.log(
    `The screens: ${gallery.url} (Ctrl-C ends it; npm run gallery -- --shoot makes the pictures in docs/gallery)`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void gallery.close().then(() => process.exit()));
}

async function shoot() {
  const sheets = join(root, 'docs/gallery');
  mkdirSync(sheets, { recursive: true });
  const browser = await launchChromium();
  try {
    const names = await storyNames(browser, gallery.url);
    for (const variant of VARIANTS.filter(({ name }) => !values.only || name === values.only)) {
      const path = join(sheets, `${variant.name}.jpg`);
      await shootSheet(browser, gallery.url, names, variant, path);
      say(`docs/gallery/${variant.name}.jpg`);
    }
  } finally {
    await browser.close();
    await gallery.close();
  }
}
