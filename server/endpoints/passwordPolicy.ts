import { type Endpoint, operation } from '../http/endpoint.ts';

/** The rules for passwords, for pages that show them before anything is typed. */
export const passwordPolicy: Endpoint = {
  key: 'passwordPolicy',
  headers: { 'Cache-Control': 'private, max-age=60' },

  get: operation({
    summary: 'The rules for passwords, as numbers',
    handle: async ({ ctx }) => ctx.passwords.policy,
  }),
};
