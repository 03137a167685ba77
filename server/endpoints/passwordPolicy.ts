import { type Endpoint, operation } from '../http/endpoint.ts';
import { passwordPolicyAnswer } from './answers.ts';

/** The rules for passwords, for pages that show them before anything is typed. */
export const passwordPolicy: Endpoint = {
  key: 'passwordPolicy',
  headers: { 'Cache-Control': 'private, max-age=60' },

  get: operation({
    name: 'getPasswordPolicy',
    answer: passwordPolicyAnswer,
    summary: 'The rules for passwords, as numbers',
    handle: async ({ ctx }) => ctx.passwords.policy,
  }),
};
