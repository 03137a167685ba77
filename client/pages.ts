// The pages of the shipped app: where each is, and its file, which is loaded when it is first opened.

import type { ComponentType } from 'react';
import type { Endpoints, Routes } from './index.ts';

export type PageName = Exclude<keyof Routes, 'authenticatedHome'> | 'missing';

type Load = () => Promise<{ default: ComponentType }>;

const PAGES: Record<PageName, Load> = {
  home: () => import('./pages/home.tsx'),
  login: () => import('./pages/login.tsx'),
  register: () => import('./pages/register.ts'),
  forgot: () => import('./pages/forgot.ts'),
  change: () => import('./pages/change.ts'),
  verify: () => import('./pages/verify.ts'),
  expired: () => import('./pages/expired.ts'),
  welcome: () => import('./pages/welcome.ts'),
  account: () => import('./pages/account.ts'),
  admin: () => import('./pages/admin.tsx'),
  missing: () => import('./pages/missing.tsx'),
};

const PAGE_NAMES = Object.keys(PAGES) as PageName[];

/** What stands around the pages that are in more languages than English, by what `userdb-languages` says. */
export async function loadLanguages(languages: string | undefined) {
  return languages && languages !== 'en' ? (await import('./pages/languages.tsx')).default : undefined;
}

const loaded: Partial<Record<PageName, ComponentType>> = {};

/** Without waiting: the page, if its file has come. */
export function loadedPage(name: PageName): ComponentType | undefined {
  return loaded[name];
}

/** A file that does not come is asked for again at the next call. */
export async function loadPage(name: PageName): Promise<ComponentType> {
  const { default: Page } = await PAGES[name]();
  loaded[name] = Page;
  return Page;
}

/** A page has the address of its endpoint; the others have theirs. */
export function routesFor(endpoints: Endpoints): Routes {
  return { ...endpoints, home: '/', authenticatedHome: '/', account: '/account', admin: '/admin' };
}

/** The page at a path; there are more below the administration's. */
export function pageAt(path: string, routes: Routes): PageName {
  // As the server and the router compare them.
  const plain = (one: string) => one.replace(/(.)\/+$/, '$1').toLowerCase();
  const found = PAGE_NAMES.find((name) => name !== 'missing' && plain(routes[name]) === plain(path));
  return found ?? (plain(path).startsWith(`${plain(routes.admin)}/`) ? 'admin' : 'missing');
}
