import type { AnySchemaObject } from 'ajv';

/** A schema with its place in the document. */
export interface Subschema {
  readonly schema: AnySchemaObject;
  readonly path: readonly string[];
}

/** Keywords with schemas under names of the shop's, which are no keywords. */
const SCHEMAS_BY_NAME = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);

/** Keywords with values that only look like schemas. */
const DATA = new Set(['const', 'enum', 'examples', 'default', 'dependentRequired', 'example', 'externalDocs', 'xml']);

/** A schema and all schemas inside it. */
export function* subschemas(schema: unknown, path: readonly string[] = []): Generator<Subschema> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield { schema: schema as AnySchemaObject, path };
  for (const [keyword, value] of Object.entries(schema)) {
    if (DATA.has(keyword) || keyword.startsWith('x-')) continue;
    if (!SCHEMAS_BY_NAME.has(keyword)) yield* subschemas(value, [...path, keyword]);
    else for (const [name, child] of Object.entries(Object(value))) yield* subschemas(child, [...path, keyword, name]);
  }
}
