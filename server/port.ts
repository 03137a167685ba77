// Ports, as people write them.

/** The port that a text names, 0 (any free one) to 65535; null for every other text. */
export function portOf(text: string): number | null {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535 ? port : null;
}
