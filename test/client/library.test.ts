// The package as it is published: readable modules, the client among them, the stylesheet.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { libraryConfig } from '../../vite.config.ts';

// Inside of the checkout, so that `react` is found from there.
const cache = fileURLToPath(new URL('../../node_modules/.cache-', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(cache);
  const config = libraryConfig();
  process.env.NODE_ENV = 'production';
  await build({ ...config, mode: 'lib', logLevel: 'error', build: { ...config.build, outDir: folder } });
  process.env.NODE_ENV = 'test';
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (name: string) => readFile(`${folder}/${name}`, 'utf8');

test('a host imports the screens in Node, and renders them', async () => {
  const { LoginPage } = await import(/* @vite-ignore */ pathToFileURL(`${folder}/index.js`).href);
  expect(renderToString(createElement(LoginPage))).toContain('Sign in');
});

test('a host without React imports the client alone', async () => {
  const source = await read('client.js');
  expect(source).not.toMatch(/from "react|from "\.\/index/);
  const { createClient } = await import(/* @vite-ignore */ pathToFileURL(`${folder}/client.js`).href);
  expect(createClient({ baseUri: '/auth' }).uri('login')).toBe('/auth/login');
});

test('the screens say that they need a browser, and bring no React of their own', async () => {
  expect(await read('index.js')).toMatch(/^['"]use client['"];/);
  const files = await readdir(folder, { recursive: true });
  // The router has an entry of its own.
  const scripts = files.filter((name) => name.endsWith('.js') && !/\brouter\b/.test(name));
  const source = (await Promise.all(scripts.map(read))).join('\n');
  expect(source).toMatch(/from "react\/jsx-runtime"/);
  expect(source).not.toMatch(/jsxDEV|jsx-dev-runtime|react-router/);
  expect(source).not.toMatch(/dangerouslySetInnerHTML|\beval\(|new Function/);
});

test('the stylesheet is the one that was written', async () => {
  const written = await readFile(new URL('../../client/css/userdb.css', import.meta.url), 'utf8');
  expect(await read('userdb.css')).toBe(written);
});
