// From zod schemas to what the OpenAPI document says of them.
import { z } from 'zod';

/** Its keywords; JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Record<string, unknown>;
/** Schemas that the document has once, by name: `#/components/schemas/<name>`. */
export type Components = Record<string, JsonSchema>;

/** Our own: zod's global one is the application's too. */
const DESCRIPTIONS = z.registry<Record<string, unknown>>();

/** The schema, with what zod cannot say of it: the pattern behind a refinement, the fields that a transform takes. */
export function described<Schema extends z.ZodType>(schema: Schema, says: JsonSchema): Schema {
  const copy = schema.clone();
  DESCRIPTIONS.add(copy, says);
  return copy;
}

/** A schema that the document has once and refers to wherever it is part of another. */
export function named<Schema extends z.ZodType>(name: string, schema: Schema, description?: string): Schema {
  return described(schema, { id: name, ...(description && { description }) });
}

/**
 * @param io  `input`: what has to be sent; `output`: what is answered
 * @param components  where the named schemas in it are added
 */
export function toJsonSchema(schema: z.ZodType, io: Direction, components: Components): JsonSchema {
  const known = CONVERTED[io].get(schema) ?? convert(schema, io);
  CONVERTED[io].set(schema, known);
  Object.assign(components, known.components);
  return known.schema;
}

type Direction = 'input' | 'output';

interface Converted {
  schema: JsonSchema;
  components: Components;
}

/** Nearly all schemas are the same for every configuration. */
const CONVERTED: Record<Direction, WeakMap<z.ZodType, Converted>> = { input: new WeakMap(), output: new WeakMap() };

function convert(schema: z.ZodType, io: Direction): Converted {
  const { properties, $defs = {} } = z.toJSONSchema(z.object({ whole: schema }), {
    io,
    metadata: DESCRIPTIONS,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => trim(jsonSchema),
  });
  const components = Object.entries($defs).map(([name, part]) => [name, asComponents(part)]);
  return {
    schema: asComponents((properties?.whole ?? {}) as JsonSchema),
    components: Object.fromEntries(components) as Components,
  };
}

/** zod refers to parts within one schema; the document keeps them for all. */
function asComponents(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
}

/** Drops what is true of every value of the type or said by another keyword. */
function trim(schema: JsonSchema): void {
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  delete schema.propertyNames;
}
