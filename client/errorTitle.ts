// `Error: ` before the title of the window, for as long as something is wrong on the form that is shown.

/** @returns takes it away again */
export function markTitle(prefix: string): () => void {
  const marked = prefix + document.title;
  document.title = marked;
  return () => {
    // Unless another screen has named it since.
    if (document.title === marked) document.title = marked.slice(prefix.length);
  };
}
