// The stylesheet keeps to itself: what it says is about our own elements, and weighs no more than one class.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../client/css/userdb.css', import.meta.url), 'utf8').replace(
  /\/\*[\s\S]*?\*\//g,
  '',
);

/** Every selector, commas apart; what is inside of `@keyframes` is none. */
const selectors = [...css.replace(/@keyframes[^{]+\{(?:[^{}]*\{[^}]*\}\s*)+\}/g, '').matchAll(/([^{};]+)\{/g)]
  .map(([, selector = '']) => selector.trim())
  .filter((selector) => !selector.startsWith('@'))
  .flatMap((selector) => selector.split(/,(?![^(]*\))/))
  .map((selector) => selector.trim());

test('no rule is about elements that are not ours', () => {
  expect(selectors.length).toBeGreaterThan(80);
  const foreign = selectors.filter(
    (selector) => !/^(\.udb-[a-z-]+|\[class\^="udb-"\]|\[data-udb-theme="\w+"\])/.test(selector),
  );
  expect(foreign).toEqual([]);
});

test('every rule is one class or attribute deep', () => {
  const heavy = selectors.filter((selector) => {
    const bare = selector.replace(/:where\((?:[^()]|\([^()]*\))*\)/g, '').replace(/::?[a-z-]+(\([^)]*\))?/g, '');
    return /[\s>+~]/.test(bare.trim()) || (bare.match(/\.|\[|#/g) ?? []).length !== 1;
  });
  expect(heavy).toEqual([]);
});

test('nothing is fetched, named or set for the rest of the page', () => {
  expect(css).not.toMatch(/@import|@font-face|@layer|url\(|!important|#[a-z][\w-]*\s*\{/);
  const properties = [...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name);
  expect(properties.filter((name) => !/^--(udb-|_)/.test(name ?? ''))).toEqual([]);
  const keyframes = [...css.matchAll(/@keyframes\s+([\w-]+)/g)].map(([, name]) => name);
  expect(keyframes.filter((name) => !name?.startsWith('udb-'))).toEqual([]);
});

test('a page that reads from right to left needs no other rules', () => {
  expect(css).not.toMatch(
    /(^|[\s;{])((margin|padding|border)-(left|right)|left|right|float:\s*(left|right)|text-align:\s*(left|right))\s*:/m,
  );
});
