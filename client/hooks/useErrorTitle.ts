// `Error: ` before the title of the window, for as long as there is one.

import { useEffect } from 'react';

export function useErrorTitle(wrong: boolean, prefix: string) {
  useEffect(() => {
    if (!wrong) return;
    if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
    return () => {
      if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
    };
  }, [wrong, prefix]);
}
