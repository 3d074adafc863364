import { compile, JSONSchema } from 'json-schema-to-typescript';

/** TypeScript types of the event, for consumers to import. */
export async function orderEventTypes(eventSchema: Record<string, unknown>): Promise<string> {
  return compile(eventSchema as JSONSchema, 'OrderPlaced', {
    bannerComment: '/* Written by `npm run contract` from the order\'s schema. */',
    additionalProperties: false,
    maxItems: 0,
    style: { singleQuote: true },
  });
}
