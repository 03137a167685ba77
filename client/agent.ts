// A short name for a browser, from the long one that it sends: what a person would call it, if we know it.

/** What each says of itself; a later one may be named too, since they all claim to be what came before them. */
const BROWSERS =
  'Edg:Edge OPR:Opera SamsungBrowser:Samsung Firefox:Firefox FxiOS:Firefox Chrom:Chrome CriOS:Chrome Safari:Safari';
const SYSTEMS = 'iPhone:iPhone iPad:iPad Android:Android Windows:Windows CrOS:ChromeOS Mac:macOS Linux:Linux';

export function readAgent(agent: string) {
  return { browser: firstIn(BROWSERS, agent), system: firstIn(SYSTEMS, agent) };
}

function firstIn(names: string, agent: string): string | undefined {
  const found = names.split(' ').find((pair) => agent.includes(pair.split(':')[0] ?? pair));
  return found?.split(':')[1];
}
