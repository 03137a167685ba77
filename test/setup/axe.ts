/** What axe finds wrong with a page, by WCAG 2.2 A and AA and its own best practice. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @param rules  only these of axe's; else all of the named kinds */
export async function faults(page: Page, rules?: string[]): Promise<string[]> {
  return (await look(page, rules)).map(inWords);
}

/** What axe calls serious or critical. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const found = await look(page);
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(inWords);
}

async function look(page: Page, rules?: string[]) {
  // The other mode is for frames of other sites, and opens a page more at each look to put its findings together in.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  return violations;
}

function inWords({ id, nodes }: Awaited<ReturnType<typeof look>>[number]) {
  return `${id}: ${nodes.map((node) => node.html).join(' ')}`;
}
