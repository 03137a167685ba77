// Asks before a person leaves a screen on which something is not saved. Only moves of our own ask, and Back and Forward
// from one page of ours to another.

/** The question, where there is something to lose. */
type Ask = () => string | false;

const asks = new Set<Ask>();

/** Until the function that comes back is called: the shape of an effect of React. */
export function askOnLeaving(ask: Ask) {
  function onNavigate(event: NavigateEvent) {
    const { navigationType, destination, cancelable } = event;
    // What is written in the address of the same screen takes nobody away.
    const isAway = destination.sameDocument && new URL(destination.url).pathname !== location.pathname;
    if (navigationType === 'traverse' && cancelable && isAway && !isAllowed(ask)) event.preventDefault();
  }

  asks.add(ask);
  // Without it (Safari before 26.2) a page hears of Back when it has happened, and its router before us.
  globalThis.navigation?.addEventListener('navigate', onNavigate);
  return () => {
    asks.delete(ask);
    globalThis.navigation?.removeEventListener('navigate', onNavigate);
  };
}

export function mayLeave() {
  return [...asks].every(isAllowed);
}

function isAllowed(ask: Ask) {
  const question = ask();
  return !question || confirm(question);
}
