// What all screens share: client, session, words, routes, router. Everything has a default, so the provider is optional.

import {
  type AriaAttributes,
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { type BasicClient, createBasicClient } from './basicApi.ts';
import type { AdminMessages } from './messages/admin/en.ts';
import type { Messages } from './messages/en.ts';
import { createSession, type Session, sessionOf } from './session.ts';
import { tellPage } from './tellPage.ts';
import type { User } from './wire.ts';

export interface Routes {
  /** For everybody. */
  home: string;
  /** Where to go after sign-in. */
  authenticatedHome: string;
  login: string;
  register: string;
  forgot: string;
  change: string;
  verify: string;
  expired: string;
  /** The page of an invitation. */
  welcome: string;
  account: string;
  admin: string;
}

export interface Brand {
  /** Stands for `%APP%` in texts and in the title of the window. */
  appName?: string;
  /** An address of a picture, or anything React renders. */
  logo?: ReactNode;
  /** Whoever registers has to accept what is there. */
  termsUrl?: string;
  /** Named beside the terms. */
  privacyUrl?: string;
  /** Stands at the foot of each page. */
  copyright?: ReactNode;
}

export type EventType =
  | 'login'
  | 'logout'
  | 'registered'
  | 'verified'
  | 'passwordResetRequested'
  | 'passwordChanged'
  | 'passwordExpired'
  | 'welcomed'
  | 'profileUpdated'
  | 'sessionEnded'
  | 'error';

/** What happened, without anything secret in it. */
export interface UserdbEvent {
  type: EventType;
  user?: User;
  error?: { status: number; code?: string };
}

export interface NavigateOptions {
  replace?: boolean;
}

export interface LinkProps {
  href: string;
  className?: string;
  'aria-current'?: AriaAttributes['aria-current'];
  children?: ReactNode;
}

/** What is switched on at the server. Left out: not known, and so asked for or taken to be on. */
export interface Features {
  /** Anybody may create an account. */
  register?: boolean;
  /** A link to a new password can be mailed. */
  forgot?: boolean;
  /** Addresses are verified by a mailed link. */
  verify?: boolean;
  /** Passwords expire. */
  expired?: boolean;
  /** People can be invited. */
  welcome?: boolean;
  /** Administrators have their endpoints. */
  users?: boolean;
  /** There is an audit trail. */
  events?: boolean;
  /** The name of the role that may do everything, where the server's configuration calls it otherwise. */
  superAdmin?: string;
}

export interface ProviderProps {
  /** From `createClient`. */
  client?: BasicClient;
  /** The language of `messages`, a BCP 47 tag. */
  locale?: string;
  /** Words in place of the English ones. */
  messages?: Partial<Messages & AdminMessages>;
  /** Where the screens are, and the pages before and after them. */
  routes?: Partial<Routes>;
  /** The name, logo and small print of the application. */
  brand?: Brand;
  /** What is switched on at the server: no link leads to what is off. */
  features?: Features;
  /** The router's way to another screen. */
  navigate?(to: string, options?: NavigateOptions): void;
  /** The router's link; it gets an `href`. */
  Link?: ComponentType<LinkProps>;
  /** Who is signed in, known already while rendering on the server; null: nobody. */
  user?: User | null;
  /** Hears what has happened. */
  onEvent?(event: UserdbEvent): void;
  /** Default: as the person's system has it. */
  theme?: 'light' | 'dark';
  /** An address with the mails that a demo keeps instead of sending them. */
  mailbox?: string;
  /** What it is for. */
  children?: ReactNode;
}

export interface Userdb {
  client: BasicClient;
  session: Session;
  locale?: string;
  messages: Partial<Messages & AdminMessages>;
  routes: Routes;
  brand: Brand;
  features: Features;
  navigate: (to: string, options?: NavigateOptions) => void;
  Link: ComponentType<LinkProps> | 'a';
  onEvent?: (event: UserdbEvent) => void;
  theme?: 'light' | 'dark';
  mailbox?: string;
}

/** The paths of an app that has chosen none. */
export const DEFAULT_ROUTES: Routes = {
  home: '/',
  authenticatedHome: '/',
  login: '/login',
  register: '/register',
  forgot: '/forgot',
  change: '/change',
  verify: '/verify',
  expired: '/expired',
  welcome: '/welcome',
  account: '/account',
  admin: '/admin',
};

/** Null: outside of any provider, where `standard()` holds. */
export const UserdbContext = createContext<Userdb | null>(null);

/** The shared things, from the nearest provider or the defaults. */
export function useUserdb(): Userdb {
  return useContext(UserdbContext) ?? standard();
}

export function UserdbProvider(props: ProviderProps) {
  const outer = useUserdb();
  const { children, client = outer.client, user, onEvent } = props;
  // The first `user` seeds the session; from then on the session itself knows better.
  const [seed] = useState(user);
  const shareSession = client === outer.client && seed === undefined;
  const session = useMemo(
    () => (shareSession ? outer.session : seed === undefined ? sessionOf(client) : createSession(client, seed)),
    [client, shareSession, outer.session, seed],
  );
  useEffect(() => onEvent && session.hear(onEvent), [session, onEvent]);
  const value: Userdb = {
    client,
    session,
    locale: props.locale ?? outer.locale,
    messages: { ...outer.messages, ...props.messages },
    routes: { ...outer.routes, ...props.routes },
    brand: { ...outer.brand, ...props.brand },
    features: { ...outer.features, ...props.features },
    navigate: props.navigate ?? outer.navigate,
    Link: props.Link ?? outer.Link,
    onEvent: props.onEvent ?? outer.onEvent,
    theme: props.theme ?? outer.theme,
    mailbox: props.mailbox ?? outer.mailbox,
  };
  return <UserdbContext.Provider value={value}>{children}</UserdbContext.Provider>;
}

let shared: Userdb | undefined;

/** Made on first use. On a server it is shared by all requests, which is safe: nothing asks who is signed in there. */
export function standard(): Userdb {
  shared ??= around(createBasicClient());
  return shared;
}

/** The client of everything that stands in no provider. For before the first render. */
export function setStandardClient(client: BasicClient) {
  shared = around(client);
}

function around(client: BasicClient): Userdb {
  return {
    client,
    session: sessionOf(client),
    messages: {},
    routes: DEFAULT_ROUTES,
    brand: {},
    features: {},
    navigate: leaveFor,
    Link: 'a',
  };
}

/** Without a router: a page load. */
function leaveFor(to: string, { replace }: NavigateOptions = {}) {
  location[replace ? 'replace' : 'assign'](to);
}

/** Tells the host, by its callback and by a DOM event that bubbles up from `target`. */
export function announce(userdb: Userdb, event: UserdbEvent, target?: Element | null) {
  userdb.onEvent?.(event);
  tellPage(event, target);
}
