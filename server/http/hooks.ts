// Functions of the application around what the endpoints do, as Stormpath's integrations had them.
import type { Request } from 'express';
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import type { Answerable } from '../transformers/publicUser.ts';

type Awaitable = void | Promise<void>;
/** What was sent, before anything is made of it. */
type Form = Readonly<Record<string, unknown>>;

/**
 * `hooks` of the configuration. Those that refuse do so by throwing; each is waited for. Users are as they are sent
 * without a transformer.
 */
export interface Hooks {
  preLogin(form: Form, req: Request): Awaitable;
  postLogin(user: Answerable, req: Request): Awaitable;
  preRegister(form: Form, req: Request): Awaitable;
  postRegister(user: Answerable, req: Request): Awaitable;
  postLogout(user: Answerable, req: Request): Awaitable;
  preVerify(sptoken: string, req: Request): Awaitable;
  postVerify(user: Answerable, req: Request): Awaitable;
  preChange(user: Answerable, req: Request): Awaitable;
  postChange(user: Answerable, req: Request): Awaitable;
}

/** Runs a hook, if the application has one of that name. @throws UserdbError HOOK_REFUSED as the hook refuses */
export type RunHook = <Name extends keyof Hooks>(name: Name, subject: Parameters<Hooks[Name]>[0]) => Promise<void>;

export function runnerOf(hooks: Config['hooks'], req: Request): RunHook {
  return async (name, subject) => {
    const hook = hooks[name] as ((subject: unknown, req: Request) => Awaitable) | null;
    try {
      await hook?.(subject, req);
    } catch (error) {
      throw asRefusal(error);
    }
  };
}

/** What a hook says to the person is an error with a status, or a bare Error; every other is a fault of the hook. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserdbError) return error;
  const { status, code } = error as { status?: unknown; code?: unknown };
  const says = typeof status === 'number' ? status >= 400 && status < 500 : error.constructor === Error && !code;
  if (!says) return error;
  return new UserdbError('HOOK_REFUSED', {
    reason: error.message || 'This is not possible here.',
    ...(typeof status === 'number' && { status }),
  });
}
