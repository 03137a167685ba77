// What a person does on a story's screen before its picture is taken: finds things by what they are called.

/** Waits until something is there; a story that never gets to its state fails with what it waited for. */
export async function until<T>(look: () => T | null | undefined | false, what: string): Promise<T> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`the story waited in vain for ${what}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

const says = (element: Element, words: RegExp) =>
  words.test(element.getAttribute('aria-label') ?? element.textContent ?? '');

export function control(label: RegExp): Promise<HTMLInputElement> {
  return until(() => {
    const found = [...document.querySelectorAll('label')].find((one) => says(one, label));
    const input =
      found?.control ?? [...document.querySelectorAll('input, select, textarea')].find((one) => says(one, label));
    return input as HTMLInputElement | undefined;
  }, `the field ${label}`);
}

export async function fill(label: RegExp, text: string): Promise<void> {
  const input = await control(label);
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

export async function tick(label: RegExp): Promise<void> {
  const box = await control(label);
  if (!box.checked) box.click();
}

export async function press(label: RegExp): Promise<void> {
  const button = await until(
    () =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], summary, [role=menuitem], [role=tab]')].find((one) =>
        says(one, label),
      ),
    `the button ${label}`,
  );
  button.focus();
  button.click();
}

/** Text that tells that the story has got where it is going. */
export async function see(words: RegExp): Promise<void> {
  await until(() => words.test(document.body.textContent ?? ''), `the words ${words}`);
}
