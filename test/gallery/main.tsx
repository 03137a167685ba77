/// <reference types="vite/client" />
// One story, as `?story=login/wrong` names it, or without a name all of them in frames.

import { createRoot } from 'react-dom/client';
import { createClient, type Messages, UserdbProvider } from '../../client/index.ts';
import { USUAL } from '../client/fixtures.ts';
import { fakeFetch, withUsual } from './fakeServer.ts';
import { Overview } from './Overview.tsx';
import { until } from './play.ts';
import { pseudo } from './pseudo.ts';
import { STORIES } from './stories/index.ts';
import type { Story } from './story.ts';
import '../../client/css/userdb.css';
import './gallery.css';

const asked = new URLSearchParams(location.search);
const name = asked.get('story');
const story = STORIES.find((one) => one.name === name);
const root = document.getElementById('root');

if (root && story) void tell(root, story);
else if (root) createRoot(root).render(<Overview stories={STORIES} />);

async function tell(element: HTMLElement, { render, answers, path = location.pathname, query = '', play }: Story) {
  const locale = asked.get('locale') ?? 'en';
  // A story told before in this window may have left an address, or a time to wait for.
  sessionStorage.clear();
  const messages = await wordsOf(locale);
  // The page is the story's from here on: its address is what the screen reads.
  history.replaceState(null, '', `${path}${query}`);
  const client = createClient({ fetch: fakeFetch(withUsual(USUAL, answers)) });
  createRoot(element).render(
    <UserdbProvider
      client={client}
      locale={locale === 'pseudo' ? 'en' : locale}
      messages={messages}
      brand={{ appName: 'Juniper', termsUrl: '#terms', privacyUrl: '#privacy' }}
      navigate={() => {}}
    >
      {/* The host's own. */}
      <main>{render()}</main>
    </UserdbProvider>,
  );
  await until('h1');
  await play?.().catch((error: unknown) => {
    document.documentElement.dataset.story = 'failed';
    throw error;
  });
  // Whoever takes the picture waits for this.
  document.documentElement.dataset.story = 'told';
}

/** The words of a language; English needs none. */
async function wordsOf(locale: string): Promise<Partial<Messages>> {
  if (locale === 'pseudo') return pseudo;
  const languages = import.meta.glob<{ default: Partial<Messages> }>('../../client/messages/**/??*.ts');
  const files = [`../../client/messages/${locale}.ts`, `../../client/messages/admin/${locale}.ts`];
  const parts = await Promise.all(files.map((file) => (locale === 'en' ? undefined : languages[file]?.())));
  return Object.assign({}, ...parts.map((part) => part?.default));
}
