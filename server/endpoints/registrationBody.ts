// What POST /register takes, for the documentation: the configured fields, which no schema in the code can know.
import type { Config } from '../config/schema.ts';
import type { JsonSchema } from '../http/schemas.ts';
import { LONGEST } from '../normalForm.ts';
import { policyOf } from '../passwords/policy.ts';
import { type FormField, formFields, isCore, MOST_CUSTOM } from '../workflows/registrationForm.ts';

const PREFIX = 'customData.';
const NOTHING: JsonSchema = { enum: [null, ''] };

export function registrationBody(config: Config): JsonSchema {
  const fields = [...formFields(config)];
  const core = fields.filter(([key]) => isCore(key));
  const own = fields.filter(([key]) => !isCore(key));
  const needed = own.filter(([, field]) => isRequired(field));
  const ownShapes = own.map(([key, field]): [string, JsonSchema] => [key, customShape(field)]);
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(core.map(([key, field]) => [key, coreShape(config, key, field)])),
      ...Object.fromEntries(ownShapes),
      ...Object.fromEntries(ownShapes.map(([key, shape]) => [PREFIX + key, shape])),
      customData: customData(config, Object.fromEntries(ownShapes)),
      _csrf: { description: 'Ignored.' },
    },
    required: core.filter(([, field]) => isRequired(field)).map(([key]) => key),
    ...(needed.length > 0 && { allOf: needed.map(([key]) => somewhere(key)) }),
    additionalProperties: false,
  };
}

function isRequired({ enabled, required }: FormField): boolean {
  return enabled && required;
}

function coreShape(config: Config, key: string, field: FormField): JsonSchema {
  if (!field.enabled) return NOTHING;
  const { label: title, required } = field;
  if (key === 'password') return { type: 'string', format: 'password', title, minLength: policyOf(config).length };
  if (key === 'confirmPassword') return { type: 'string', format: 'password', title };
  const maxLength = key === 'email' || key === 'username' ? LONGEST[key] : LONGEST.name;
  return required
    ? { type: 'string', title, maxLength, pattern: key === 'email' ? '@' : '\\S' }
    : { type: ['string', 'null'], title, maxLength };
}

function customShape(field: FormField): JsonSchema {
  if (!field.enabled) return NOTHING;
  const { label: title, required } = field;
  if (!required) return { type: ['string', 'number', 'boolean', 'null'], title, maxLength: MOST_CUSTOM };
  return { type: ['string', 'number', 'boolean'], title, maxLength: MOST_CUSTOM, pattern: '\\S' };
}

/** Where fields of the application's own may come as well. */
function customData({ endpoints }: Config, properties: Record<string, JsonSchema>): JsonSchema {
  const apiKeys = { '^stormpathApiKey_([1-9]|10)$': { type: 'string', pattern: '^[^:]+:.+$' } };
  return {
    type: ['object', 'null'],
    properties,
    ...(endpoints.register.allowApiKeysInCustomData && { patternProperties: apiKeys }),
    additionalProperties: false,
  };
}

/** A field of the application's own is there under one of its three names. */
function somewhere(key: string): JsonSchema {
  const inside = { type: 'object', required: [key] };
  return {
    anyOf: [
      { required: [key] },
      { required: [PREFIX + key] },
      { required: ['customData'], properties: { customData: inside } },
    ],
  };
}
