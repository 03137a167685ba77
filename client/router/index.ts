// The export `userdb/react/router`: for react-router 7 and 8.

export { AuthenticatedRoute } from './AuthenticatedRoute.tsx';
export { type Adapter, type AdapterOptions, reactRouterAdapter } from './adapter.tsx';
export { type AuthRoutesOptions, authRoutes } from './authRoutes.tsx';
export { type RequireUserOptions, requireUser } from './requireUser.ts';
