// Listens to several events alike, until the function that it gives is called: the shape of an effect of React.

export function listen<E extends Event = Event>(target: EventTarget, types: string[], listener: (event: E) => void) {
  for (const type of types) target.addEventListener(type, listener as EventListener);
  return () => {
    for (const type of types) target.removeEventListener(type, listener as EventListener);
  };
}
