// One operation as the document puts it.
import type { z } from 'zod';
import type { Config } from '../config/schema.ts';
import type { BodyKind } from './body.ts';
import type { Operation } from './endpoint.ts';
import { headerRef, type Refusing, refusals } from './openapiRefusals.ts';
import { anySecurity } from './openapiSecurity.ts';
import { type Components, type JsonSchema, toJsonSchema } from './schemas.ts';
import { SESSION_END } from './sessionEnd.ts';

interface Subject extends Refusing {
  /** Where named schemas are added. */
  schemas: Components;
}

export function describeOperation(subject: Subject): JsonSchema {
  const { config, operation } = subject;
  const { name, summary, query = {}, signedIn, permission } = operation;
  return {
    operationId: name,
    summary,
    ...(Object.keys(query).length > 0 && { parameters: parameters(query) }),
    ...requestBody(subject),
    responses: { ...answers(subject), ...refusals(subject) },
    ...((signedIn || permission) && { security: anySecurity(config) }),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function parameters(query: NonNullable<Operation['query']>): object[] {
  return Object.entries(query).map(([name, { description, required = false }]) => ({
    name,
    in: 'query',
    description,
    required,
    schema: { type: 'string' },
  }));
}

const TYPES: Record<BodyKind, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain',
};

/** One schema for every type it may be sent as. */
function requestBody({ config, operation, schemas }: Subject): object {
  const { body, bodies = ['json', 'form'], configuredBody } = operation;
  if (!body) return {};
  const name = `${capital(operation.name)}Body`;
  const shape = configuredBody?.(config) ?? toJsonSchema(body, 'input', schemas);
  schemas[name] = operation.upload ? withFile(shape) : shape;
  const $ref = `#/components/schemas/${name}`;
  if (operation.upload)
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { $ref } } } } };
  const content = bodies.map((kind) => [
    TYPES[kind],
    // JSON that was announced as text is a text to JSON Schema.
    { schema: kind === 'text' ? { type: 'string', contentMediaType: TYPES.json, contentSchema: { $ref } } : { $ref } },
  ]);
  const required = configuredBody !== undefined || !body.safeParse({}).success;
  return { requestBody: { required, content: Object.fromEntries(content) } };
}

/** A form of fields and one file; OpenAPI says of bytes nothing but that they are no text. */
function withFile(shape: JsonSchema): JsonSchema {
  const properties = { ...(shape.properties as object), file: { contentMediaType: 'application/octet-stream' } };
  return { ...shape, properties, required: ['file'] };
}

function answers({ config, endpoint, method, operation, schemas }: Subject): Record<string, object> {
  const { signedIn, permission, thenTo, tellsSessionEnd } = operation;
  const schema = answerOf(operation, config);
  const isPage = method === 'get' && endpoint.page && config.spa.enabled;
  const content = {
    ...(schema && { [typeOf(endpoint)]: { schema: toJsonSchema(schema, 'output', schemas) } }),
    ...(operation.upload && AS_ASKED_FOR),
    ...(isPage && { 'text/html': { schema: { type: 'string' } } }),
  };
  const description = schema?.isOptional()
    ? 'Done. The body may be empty.'
    : schema
      ? 'Done.'
      : 'Done; without a body.';
  return {
    200: {
      description,
      ...(Object.keys(content).length > 0 && { content }),
      ...((tellsSessionEnd || permission) && { headers: { [SESSION_END]: headerRef(SESSION_END) } }),
      ...(schema?.isOptional() && MAY_BE_EMPTY),
    },
    ...((thenTo || signedIn || permission) && {
      302: { description: 'A browser that wants HTML is sent on.', headers: { Location: headerRef('Location') } },
    }),
  };
}

/** JSON, unless the endpoint's headers say otherwise. */
function typeOf({ headers = {} }: Subject['endpoint']): string {
  return headers['Content-Type']?.split(';')[0] ?? 'application/json';
}

/** What an upload is answered with by choice. */
const AS_ASKED_FOR = {
  'text/plain': { schema: { type: 'string' } },
  'text/event-stream': { schema: { type: 'string' } },
  'application/x-ndjson': { schema: { type: 'string' } },
};

/** OpenAPI has no word for it. */
const MAY_BE_EMPTY = { 'x-may-be-empty': true };

/** What it answers with 200 under this configuration; undefined for an empty body. */
function answerOf({ answer }: Operation, config: Config): z.ZodType | undefined {
  return typeof answer === 'function' ? answer(config) : answer;
}
