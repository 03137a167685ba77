// What the server tells the page of the shipped app: in <meta>, and as JSON what it would answer anyway.

import { createContext, useContext } from 'react';
import { createClient, type Endpoints, type Features, type Known } from './index.ts';

export interface Told {
  appName?: string;
  /** Where a demo keeps its mails. */
  mailbox?: string;
  /** Languages to offer, the first for who reads none of them: `en,de,ar`. None: English alone. */
  languages?: string;
  endpoints: Endpoints;
  features: Features;
  known?: Known;
}

/** The id of the `<script type="application/json">` with what is known. */
const KNOWN = 'userdb-known';

export function readTold(page: Document): Told {
  const meta = (name: string) => page.querySelector<HTMLMetaElement>(`meta[name="userdb-${name}"]`)?.content;
  return {
    appName: meta('app-name'),
    mailbox: meta('mailbox'),
    languages: meta('languages'),
    // What is not told is at its usual place.
    endpoints: createClient({ endpoints: parsed(meta('endpoints')) }).endpoints,
    features: parsed(meta('features')) ?? {},
    known: parsed(page.getElementById(KNOWN)?.textContent),
  };
}

function parsed<T>(json: string | null | undefined): T | undefined {
  return json ? (JSON.parse(json) as T) : undefined;
}

const Context = createContext<Told | null>(null);

export const ToldProvider = Context.Provider;

/** Inside of the app. */
export function useTold(): Told {
  const told = useContext(Context);
  if (!told) throw new Error('This page stands outside of the app.');
  return told;
}
