import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const scripts = new URL('../../scripts/', import.meta.url);
const early = [...filesIn(''), ...filesIn('bootstrap/')];

describe('what runs before anything is installed', () => {
  it('is found by this test', () => {
    expect(early).toContain('start.cjs');
    expect(early).toContain('bootstrap/hand-over.cjs');
  });

  it.each(early)('%s can be read by Node 12', (file) => {
    const code = readFileSync(new URL(file, scripts), 'utf8');

    expect(code).not.toMatch(/\?\.[a-z[(]|\?\?|\|\|=|&&=/);
    expect(code).not.toContain("'node:");
    expect(code).not.toMatch(/\.(at|replaceAll|flatMap|allSettled)\(/);
  });

  it.each(early)('%s needs no package', (file) => {
    const code = readFileSync(new URL(file, scripts), 'utf8');
    const needed = Array.from(code.matchAll(/require\('([^']+)'\)/g), (match) => match[1]);

    expect(needed.filter((name) => !/^(\.|fs$|os$|path$|url$|child_process$)/.test(String(name)))).toEqual([]);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(new URL(folder || '.', scripts))
    .filter((name) => name.endsWith('.cjs'))
    .map((name) => folder + name);
}
