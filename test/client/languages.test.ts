// Every language says everything that English says, with the same values in it.

import { readdirSync, readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { loadMessages, matchLocale, UserdbProvider, useMessages } from '../../client/index.ts';
import adminEn from '../../client/messages/admin/en.ts';
import { importWords } from '../../client/messages/admin/importWords.ts';
import en from '../../client/messages/en.ts';
import { fill } from '../../client/messages/fill.ts';
import type { Message, Vars } from '../../client/messages/types.ts';

type Words = Record<string, Message>;

const FOLDER = new URL('../../client/messages/', import.meta.url);
const TAGS = readdirSync(FOLDER)
  .filter((name) => /^[a-z]{2}(-[A-Z]{2})?\.ts$/.test(name) && name !== 'en.ts')
  .map((name) => name.slice(0, -'.ts'.length));
const SHEETS = TAGS.flatMap((tag) => [
  { file: `${tag}.ts`, tag, source: en as Words },
  { file: `admin/${tag}.ts`, tag, source: { ...adminEn, ...importWords } as Words },
]);

async function wordsOf(file: string): Promise<Words> {
  return ((await import(new URL(file, FOLDER).href)) as { default: Words }).default;
}

/** Values that tell themselves apart, whichever the sentence takes. */
const values = (n: number): Vars =>
  new Proxy({ n }, { get: (known, name) => (name in known ? n : `<${String(name)}>`), has: () => true });

function placesOf(message: Message, n: number): string[] {
  // Where English needs no function, another language may, and the other way round.
  const text = typeof message === 'function' ? message(values(n)) : fill(message, values(n));
  return [...new Set(text.match(/\{\w+\}|<\w+>|%APP%|\d+/g) ?? [])].map((place) => place.replace(/[{}<>]/g, '')).sort();
}

describe.each(SHEETS)('$file', ({ file, tag, source }) => {
  test('has the keys of English, no more and no fewer', async () => {
    expect(Object.keys(await wordsOf(file)).sort()).toEqual(Object.keys(source).sort());
  });

  test('puts the same values into its sentences', async () => {
    const words = await wordsOf(file);
    for (const [key, english] of Object.entries(source)) {
      if (key === 'language') continue;
      // Five and more: a language may say one and two without a number.
      expect([key, placesOf(words[key] ?? '', 5)]).toEqual([key, placesOf(english, 5)]);
    }
  });

  test('leaves nothing empty that English says', async () => {
    const words = await wordsOf(file);
    const missing = Object.entries(source).filter(([key, english]) => english !== '' && !words[key]);
    expect(missing).toEqual([]);
  });

  test('is a translation, and says so where nobody has read it who speaks it from childhood', async () => {
    const words = await wordsOf(file);
    const same = Object.entries(source).filter(
      ([key, english]) => typeof english === 'string' && words[key] === english,
    );
    expect(same.length).toBeLessThan(Object.keys(source).length * 0.12);
    expect(readFileSync(new URL(file, FOLDER), 'utf8')).toMatch(/^\/\/ .*needs a native reader/);
    if (!file.includes('/')) expect(words.language).toBe(tag);
  });
});

describe('numbers', () => {
  test.each(TAGS)('%s says one and many in its own way', async (tag) => {
    const words = await wordsOf(`${tag}.ts`);
    const length = words['policy.length'] ?? '';
    const say = typeof length === 'function' ? length : (vars: Vars) => fill(length, vars);
    const rules = new Intl.PluralRules(tag);
    const forms = [1, 2, 5, 11, 100].map((n) => ({
      form: rules.select(n),
      text: say({ n }).replace(/\d+|[٠-٩]+/g, '#'),
    }));
    // Numbers of the same plural form share their words.
    for (const { form, text } of forms) {
      const others = forms.filter((one) => one.form === form).map((one) => one.text);
      expect(new Set(others).size, `${form}: ${text}`).toBe(1);
    }
  });
});

test.each([
  ['de', {}, 'Willkommen bei dieser Website'],
  ['de', { appName: 'Juniper' }, 'Willkommen bei Juniper'],
  ['fr', {}, 'Bienvenue sur ce site'],
])('in %s an application called %j welcomes: %s', async (tag, brand, welcome) => {
  const Welcome = () => useMessages().t.known('home.welcome');
  const page = createElement(UserdbProvider, { messages: await loadMessages(tag), brand }, createElement(Welcome));
  expect(renderToString(page)).toBe(welcome);
});

test('a language is loaded by its tag, or by the nearest that there is', async () => {
  expect((await loadMessages('de')).language).toBe('de');
  expect((await loadMessages('de-AT')).language).toBe('de');
  expect((await loadMessages('pt')).language).toBe('pt-BR');
  expect(await loadMessages('en-GB')).toEqual({});
  expect(await loadMessages('tlh')).toEqual({});
});

test.each([
  [['de-CH', 'en'], ['en', 'de'], 'de'],
  [['PT-br'], ['en', 'pt-BR'], 'pt-BR'],
  [['sv', 'nl'], ['en', 'nl'], 'nl'],
  [['sv'], ['en', 'nl'], undefined],
])('%j of %j is %s', (wanted, offered, taken) => {
  expect(matchLocale(wanted, offered)).toBe(taken);
});
