import type { Config } from '../config/schema.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { type OpenApi, openApi } from '../http/openapi.ts';
import { openApiAnswer } from './answers.ts';

/**
 * The OpenAPI document.
 *
 * @param endpoints  what it describes; itself is among them
 */
export function openapiOf(endpoints: () => readonly Endpoint[]): Endpoint {
  const documents = new WeakMap<Config, OpenApi>();
  return {
    key: 'openapi',
    headers: { 'Cache-Control': 'private, max-age=60' },

    get: operation({
      name: 'getOpenApi',
      summary: 'This document',
      answer: openApiAnswer,
      async handle({ ctx: { config } }) {
        const document = documents.get(config) ?? openApi(config, endpoints());
        documents.set(config, document);
        return document;
      },
    }),
  };
}
