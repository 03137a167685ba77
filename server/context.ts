// What a workflow may touch: built once in userdb.ts, replaced piece by piece in tests.
import type { EventEmitter } from 'node:events';
import type { Config, Logger } from './config/schema.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Passwords } from './passwords/passwords.ts';
import type { Store } from './store/store.ts';
import type { Clock } from './time.ts';

/** Where a request came from; nulls outside of one. */
export interface Client {
  address: string | null;
  agent: string | null;
}

/** A bound on something that is no request; tells whether this once is still within it. */
export interface Allowance {
  take(key: string): Promise<boolean>;
}

export interface Context {
  readonly config: Config;
  readonly store: Store;
  readonly passwords: Passwords;
  readonly mailer: Mailer;
  /** How many mails strangers may cause to one address. */
  readonly mailAllowance: Allowance;
  readonly logger: Logger;
  readonly listeners: EventEmitter;
  readonly clock: Clock;
  readonly client: Client;
}

export const NO_CLIENT: Client = { address: null, agent: null };
