// A component in a file of its own, which is loaded when it is first shown.

import { type ComponentType, useEffect, useState } from 'react';
import { useMessages } from './hooks/useMessages.ts';

/**
 * Nothing until it is there. Without its file, which a new version may have taken from the server, a sentence stands in
 * its place. Not `lazy` and `Suspense`: a server renders no boundary for it, and it shows as soon as it has come.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  return function Later(props) {
    const [Loaded, setLoaded] = useState<ComponentType<P> | null>(null);
    useEffect(() => {
      load().then(
        (file) => setLoaded(() => file.default),
        () => setLoaded(() => NotLoaded),
      );
    }, []);
    return Loaded && <Loaded {...props} />;
  };
}

function NotLoaded() {
  const { t } = useMessages();
  return (
    <p className="udb-root udb-text" role="alert">
      {t('error.NETWORK')}
    </p>
  );
}
