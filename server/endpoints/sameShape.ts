// Holds a schema and the type of what is sent to each other when the sources are compiled.
import type { z } from 'zod';

/** Either type serves for the other, keys that may be absent included. */
type Same<A, B> = [A, Required<A>, B, Required<B>] extends [B, Required<B>, A, Required<A>] ? true : false;

/** `sameShape<Sent>()(schema)` is the schema; it compiles when the schema describes `Sent` and nothing else. */
export function sameShape<Sent>() {
  return <Schema extends z.ZodType>(
    schema: Same<z.output<Schema>, Sent> extends true ? Schema : { 'differs from what is sent': Sent },
  ): Schema => schema as Schema;
}
