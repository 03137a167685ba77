// What the functions of the API are made of.
import type { Config, Logger } from '../config/schema.ts';
import type { Context } from '../context.ts';
import type { Clock } from '../time.ts';

export interface Parts {
  /** Everything, when userdb has started; rejects with the reason when it cannot. */
  started(): Promise<Context>;
  /** @throws before `initialize` */
  config(): Config;
  /** @throws before `initialize` */
  logger(): Logger;
  clock: Clock;
}
