// Asks before a person leaves a screen on which something is not saved. Only moves of our own ask.

/** The question, where there is something to lose. */
type Ask = () => string | false;

const asks = new Set<Ask>();

/** Until the function that comes back is called: the shape of an effect of React. */
export function askOnLeaving(ask: Ask) {
  asks.add(ask);
  return () => void asks.delete(ask);
}

export function mayLeave() {
  return [...asks].every((ask) => {
    const question = ask();
    return !question || confirm(question);
  });
}
