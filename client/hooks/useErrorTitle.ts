// `Error: ` before the title of the window, for as long as there is one.

import { useEffect } from 'react';

export function useErrorTitle(wrong: boolean, prefix: string) {
  useEffect(() => {
    if (!wrong) return;
    const marked = prefix + document.title;
    document.title = marked;
    return () => {
      // Unless another screen has named it since.
      if (document.title === marked) document.title = marked.slice(prefix.length);
    };
  }, [wrong, prefix]);
}
