// npm start where it cannot.

import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failingDemo, temporaryFolder } from '../support/demo.ts';

test('a taken port is said in one line', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;

  const { code, printed } = await failingDemo(temporaryFolder(), { PORT: String(port) });
  expect(code).toBe(1);
  expect(printed).toBe(`userdb cannot start: port ${port} is taken: end the other program, or choose another port\n`);
});

test('a folder that cannot be written is said in one line', async () => {
  const folder = temporaryFolder();
  // Where .data has to be, there is a file: that stops root too.
  writeFileSync(join(folder, '.data'), '');
  const { code, printed } = await failingDemo(folder, { PORT: '0' });
  expect(code).toBe(1);
  expect(printed).toMatch(/^userdb cannot start: \.data cannot be written \(E\w+\): start it in a folder of yours\n$/);
});

test('a PORT that is no port is said in one line', async () => {
  const { code, printed } = await failingDemo(temporaryFolder(), { PORT: 'eighty' });
  expect(code).toBe(1);
  expect(printed).toBe('userdb cannot start: PORT takes a number from 0 to 65535 (got "eighty")\n');
});
