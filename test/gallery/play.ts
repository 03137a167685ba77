// What a person does on a story's screen before its picture is taken. Finds things by their parts and not by their words,
// so that a story can be told in any language.

const part = (name: string) => `[data-udb-part="${name}"]`;

/** Waits until something is there; a story that never gets to its state fails with what it waited for. */
export async function until(selector: string): Promise<HTMLElement> {
  const deadline = performance.now() + 8_000;
  for (;;) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`the story waited in vain for ${selector}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

export function see(name: string): Promise<HTMLElement> {
  return until(part(name));
}

export async function fill(name: string, text: string): Promise<void> {
  const input = await until(`${part(name)}:is(input, textarea, select), ${part(name)} :is(input, textarea, select)`);
  input.focus();
  (input as HTMLInputElement).value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** A button, a link, a box to tick. */
export async function press(name: string): Promise<void> {
  const button = await until(
    `${part(name)}:is(button, a, input, summary, [role]), ${part(name)} :is(button, a, input, summary)`,
  );
  button.focus();
  button.click();
}

/** The alert of a form says something. */
export function seeAlert(form: string): Promise<HTMLElement> {
  return until(`${part(`${form}-alert`)}[data-state=error]`);
}

/** A form that is being sent says so, 200 ms later. */
export function seePending(form: string): Promise<HTMLElement> {
  return until(`${part(`${form}-submit`)}[aria-busy=true] [aria-hidden]`);
}

/** A screen that is still on its way says so, 200 ms later. */
export function seeLoading(): Promise<HTMLElement> {
  return until('[aria-busy=true][data-state=late]');
}
