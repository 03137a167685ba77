// The page of a path. Until its file has come the page before it stays, for a moment; then one sees that it is awaited.

import { type ComponentType, lazy, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { Page, Skeleton, useLateness, useMessages } from './index.ts';
import { crash } from './messages/en/crash.ts';
import { waiting } from './messages/en/waiting.ts';
import { loadedPage, loadPage, type PageName } from './pages.ts';

/** For how long nobody notices that something is awaited, in milliseconds. */
const MOMENT = 200;

// Outlives the tries of React to render it. Each visit has its own, and so asks again for a file that has not come.
let last: { visit: string; Page: ComponentType } | undefined;

export function Screen({ name }: { name: PageName }) {
  const visit = useLocation().key + name;
  const [Page] = useState(() => {
    if (last?.visit !== visit) last = { visit, Page: loadedPage(name) ?? arriving(name) };
    return last.Page;
  });
  return <Page />;
}

/** What stands in its place: after a moment at the latest, so that React keeps the page before it no longer. */
function arriving(name: PageName): ComponentType {
  const page = loadPage(name).catch(() => NotLoaded);

  function Late() {
    const [Shown, show] = useState<ComponentType>(() => Waiting);
    useEffect(() => void page.then((Page) => show(() => Page)), []);
    return <Shown />;
  }

  const late = new Promise<ComponentType>((resolve) => setTimeout(resolve, MOMENT, Late));
  return lazy(async () => ({ default: await Promise.race([page, late]) }));
}

function Waiting() {
  const { t } = useMessages(undefined, waiting);
  const text = t('pending.loading');
  const lateness = useLateness(true);
  return (
    <Page part="loading" title={text}>
      <Skeleton fields={2} lateness={lateness === 'no' ? 'late' : lateness} text={text} />
    </Page>
  );
}

function NotLoaded() {
  const { t } = useMessages(undefined, crash);
  return (
    <Page part="not-loaded" title={t('error.crash')}>
      <div className="udb-alert" data-state="error" role="alert">
        {t('error.NETWORK')}
      </div>
      <button className="udb-button" type="button" onClick={() => location.reload()}>
        {t('error.reload')}
      </button>
    </Page>
  );
}
