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

/** Every declaration, without what is asked of the page in `@media` and `@container`. */
const declarations = [
  ...css.replace(/@(media|container)[^{]+/g, '').matchAll(/(?:^|[{;])\s*([\w-]+)\s*:\s*([^;{}]+)/g),
].map(([, property = '', value = '']) => ({ property, value: value.trim() }));

test('a page that reads from right to left, or from top to bottom, needs no other rules', () => {
  expect(declarations.length).toBeGreaterThan(300);
  const physical =
    /^(left|right|top|bottom|(min-|max-)?(width|height)|overflow-[xy]|resize)$|(^|-)(left|right|top|bottom)(-|$)/;
  const found = declarations.filter(
    ({ property, value }) =>
      (physical.test(property) && !/^(inline|block|vertical)$/.test(value)) ||
      (/^(float|clear|text-align|caption-side)$/.test(property) && /^(left|right)$/.test(value)),
  );
  expect(found).toEqual([]);
});

test('what moves stands still for those who asked for that', () => {
  const [, reduced = ''] = /@media \(prefers-reduced-motion: reduce\) \{([\s\S]*?\n)\}/.exec(css) ?? [];
  const rules = [...css.matchAll(/\n\s*(\.[^{}@]+)\{([^{}]*)\}/g)];
  const moving = rules
    .filter(([, , body = '']) => /(^|\s)(transition|animation)\s*:(?!\s*none)/.test(body))
    .flatMap(([, selector = '']) => selector.split(',').map((one) => one.trim()));
  expect(moving.length).toBeGreaterThan(2);
  expect(moving.filter((selector) => !reduced.includes(selector))).toEqual([]);
});

test('nothing tells itself apart by a shadow alone, which forced colours take away', () => {
  const focus = [...css.matchAll(/\n([^{}]*:focus-visible[^{}]*)\{([^{}]*)\}/g)];
  expect(focus.length).toBeGreaterThan(1);
  for (const [, selector, body] of focus) expect(body, selector).toMatch(/outline/);
  expect(css).not.toMatch(/forced-color-adjust/);
});
