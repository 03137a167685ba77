// The stylesheet changes nothing on a page that is not ours: every computed property of plain HTML, with and without.
// What such a page does to our screens: test/gallery/anywhere.test.ts.

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';

const css = readFileSync(new URL('../../client/css/userdb.css', import.meta.url), 'utf8');

/** Every element of HTML that has a look, with the states and roles that stylesheets like to speak of. */
const PLAIN = `
  <header><nav><menu><li><a href="#" class="link">link</a></li></menu></nav><hgroup><h1 id="title">1</h1><p>p</p></hgroup></header>
  <main><article><section><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6></section></article><aside>a</aside><search>s</search>
  <p class="text">Text <a href="#">link</a> <a>no link</a> <strong>a</strong><b>b</b><em>c</em><i>d</i><u>e</u><s>f</s><small>g</small>
  <mark>h</mark><del>i</del><ins>j</ins><sub>k</sub><sup>l</sup><code>m</code><kbd>n</kbd><samp>o</samp><var>p</var><cite>q</cite>
  <q>r</q><dfn>s</dfn><abbr title="t">t</abbr><time>u</time><data value="1">v</data><bdi>w</bdi><bdo dir="rtl">x</bdo><wbr><br>
  <span class="udb">y</span><ruby>z<rp>(</rp><rt>1</rt><rp>)</rp></ruby></p>
  <pre>pre</pre><blockquote>quote</blockquote><hr><address>address</address><ul><li>one</li></ul><ol><li>one</li></ol>
  <dl><dt>t</dt><dd>d</dd></dl><figure><img alt="" src="data:,"><figcaption>f</figcaption></figure><picture><source><img alt=""></picture>
  <form><fieldset><legend>l</legend><label>Name <input name="a" placeholder="p" aria-invalid="true" required></label>
  ${['password', 'email', 'search', 'number', 'date', 'color', 'range', 'file', 'checkbox', 'radio', 'submit', 'hidden']
    .map((type) => `<input type="${type}">`)
    .join('')}
  <input readonly autocomplete="username"><input disabled><select><optgroup label="g"><option>1</option></optgroup></select>
  <select multiple><option>1</option></select><textarea></textarea><button>Go</button><button disabled aria-busy="true">Go</button>
  <meter value="0.5" data-state="2"></meter><progress></progress><output>o</output><datalist><option>1</option></datalist></fieldset></form>
  <table><caption>c</caption><colgroup><col></colgroup><thead><tr><th aria-sort="ascending">a</th></tr></thead><tbody><tr data-state="x">
  <td data-label="l">b</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>
  <details open><summary>s</summary>d</details><dialog open>d</dialog><div popover>p</div><p hidden>hidden</p><div role="alert">r</div>
  <svg width="9" height="9"><g><circle r="3"/><path d="M0 0h3"/><text>t</text></g></svg><math><mi>x</mi></math><canvas></canvas>
  <video></video><audio controls></audio><iframe></iframe><object></object><embed><template>t</template><slot>s</slot><x-y>own</x-y>
  </main><footer data-theme="dark">f</footer>`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

/** What every element looks like: its name and each computed property, in one text each. It stays in the page: it is large. */
const remember = (page: Page, name: string) =>
  page.evaluate((key) => {
    const looks = [...document.querySelectorAll('html, body, body *')].map((element) => {
      const own = { LI: ['::marker'], INPUT: ['::placeholder'], DIALOG: ['::backdrop'] }[element.tagName] ?? [];
      const parts = ['', '::before', ...own];
      const lines = parts.flatMap((part) => {
        const style = getComputedStyle(element, part);
        return [...style].map((property) => `${part} ${property}: ${style.getPropertyValue(property)}`);
      });
      return [element.tagName, ...lines];
    });
    Object.assign(globalThis, { [key]: looks });
    return { elements: looks.length, properties: looks[0]?.length ?? 0 };
  }, name);

const differences = (page: Page) =>
  page.evaluate(() => {
    const { before, after } = globalThis as unknown as Record<'before' | 'after', string[][]>;
    return after.flatMap((look, at) =>
      look.filter((line, of) => line !== before[at]?.[of]).map((line) => [look[0], line]),
    );
  });

test.each(['light', 'dark'] as const)(
  'a page of plain HTML looks the same with it as without, in the %s',
  async (mode) => {
    const page = await browser.newPage({ colorScheme: mode });
    await page.setContent(PLAIN, { waitUntil: 'commit' });
    const { elements, properties } = await remember(page, 'before');
    await page.addStyleTag({ content: css });
    await remember(page, 'after');
    expect(await differences(page)).toEqual([]);
    expect(elements).toBeGreaterThan(120);
    expect(properties).toBeGreaterThan(300);
    await page.close();
  },
);
