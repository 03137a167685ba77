// Tells a developer what has no counterpart any more, and does not repeat it.

const said = new Set<string>();

export function warnOnce(sentence: string) {
  if (said.has(sentence)) return;
  said.add(sentence);
  console.warn(`userdb/react/stormpath: ${sentence}`);
}
