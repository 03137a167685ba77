// `Error: ` before the title of the window, for as long as something is wrong.

import { useEffect } from 'react';

/** Empty: nothing is wrong. */
export function useErrorTitle(prefix = '') {
  useEffect(() => {
    if (!prefix) return;
    const marked = prefix + document.title;
    document.title = marked;
    return () => {
      // Unless another screen has named it since.
      if (document.title === marked) document.title = marked.slice(prefix.length);
    };
  }, [prefix]);
}
