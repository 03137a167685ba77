// Lets every function that returns a promise also take userdb 1's callback as its last argument.

/** Called once: with the error, or with null and the result. Typed as Node's own, which look at the error first. */
export type Callback<Result> = (error: Error | null, result: Result) => void;

/** The arguments of a function, those that may be left out left out or not, and a callback behind them. */
type CallbackArguments<Arguments extends unknown[], Result> = number extends Arguments['length']
  ? [...Arguments, callback: Callback<Result>]
  : Arguments extends []
    ? [callback: Callback<Result>]
    : Arguments extends [infer First, ...infer Others]
      ? [First, ...CallbackArguments<Others, Result>]
      : Arguments extends [(infer First)?, ...infer Others]
        ? [callback: Callback<Result>] | [First | undefined, ...CallbackArguments<Others, Result>]
        : never;

/** A function in both manners: it returns a promise, or tells a callback and returns nothing. */
export interface TakesCallback<Arguments extends unknown[], Result> {
  (...given: Arguments): Promise<Result>;
  (...given: CallbackArguments<Arguments, Result>): void;
}

/** Functions that return promises, in both manners. */
export type WithCallbacks<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (...given: infer Arguments) => Promise<infer Result>
    ? TakesCallback<Arguments, Result>
    : never;
};

/** One function in both manners. */
export function takesCallback<Arguments extends unknown[], Result>(
  work: (...given: Arguments) => Promise<Result>,
): TakesCallback<Arguments, Result> {
  const inBothManners = (...given: unknown[]) => {
    const callback = given.at(-1);
    if (!isCallback(callback)) return work(...(given as Arguments));
    // Told outside of the promise: what the callback throws is the application's own uncaught exception, and not an
    // error of this function that the callback would be called with once more.
    work(...(given.slice(0, -1) as Arguments)).then(
      (result) => process.nextTick(callback, null, result),
      (error: unknown) => process.nextTick(callback, error),
    );
    return undefined;
  };
  return inBothManners as TakesCallback<Arguments, Result>;
}

/** All of them in both manners. */
export function withCallbacks<Functions extends Record<string, (...given: never[]) => Promise<unknown>>>(
  functions: Functions,
): WithCallbacks<Functions> {
  const entries = Object.entries(functions).map(([name, work]) => [name, takesCallback(work)]);
  return Object.fromEntries(entries) as WithCallbacks<Functions>;
}

function isCallback(given: unknown): given is (...outcome: unknown[]) => void {
  return typeof given === 'function';
}
