// Where the screens are below a base path.

import { DEFAULT_ROUTES, type Routes } from '../context.tsx';

/** The pages of this package: all that a base path goes before. */
export const SCREENS = [
  'login',
  'register',
  'forgot',
  'change',
  'verify',
  'expired',
  'welcome',
  'account',
  'admin',
] as const satisfies (keyof Routes)[];

export type Screen = (typeof SCREENS)[number];

export interface PathOptions {
  /** Before the path of every screen, e.g. `/auth`. */
  base?: string;
  /** Paths that are others, each whole. */
  routes?: Partial<Routes>;
}

export function pathsAt({ base = '', routes }: PathOptions): Record<Screen, string> & Partial<Routes> {
  const usual = Object.fromEntries(SCREENS.map((screen) => [screen, base + DEFAULT_ROUTES[screen]]));
  return { ...(usual as Record<Screen, string>), ...routes };
}
