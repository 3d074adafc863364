import type { AnySchemaObject, ErrorObject } from 'ajv';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { AJV_RUNTIME } from './ajv-runtime.generated';
import { jsonPointer } from '../place-order/json/json-pointer';

export { PLATFORM_ATTRIBUTES } from '../place-order/order/stored-attributes';

const DRAFT_2020_12 = 'https://json-schema.org/draft/2020-12/schema';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema';

/** A schema that cannot be made a validator. The message names the place in the schema. */
export class OrderSchemaError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OrderSchemaError';
  }
}

export interface OrderSchemaOptions {
  /** Names of members that an order must not have, since the platform stores its own values under them. */
  readonly reservedMembers?: readonly string[];
  /** Whether this is the package's own schema. */
  readonly isDefaultSchema?: boolean;
}

/**
 * Compiles a JSON Schema (draft 2020-12 or 07) into the source of `order-validator.js`: CommonJS that needs no other module.
 *
 * @throws OrderSchemaError
 */
export function compileOrderValidator(schemaText: string, options: OrderSchemaOptions = {}): string {
  const schema = parseSchema(schemaText);
  requireOrderObject(schema, options.reservedMembers ?? []);
  requireValidPatterns(schema, []);
  const ajv = ajvFor(schema);
  if (!ajv.validateSchema(schema)) throw new OrderSchemaError(`is not a valid JSON Schema: ${describe(ajv.errors)}`);
  const code = generate(ajv, schema);
  return [
    '"use strict";',
    ...runtimeModules(code),
    code.replaceAll(REQUIRE, '__runtime["$1"]'),
    `exports.isDefaultSchema = ${options.isDefaultSchema === true};`,
    '',
  ].join('\n');
}

function parseSchema(text: string): AnySchemaObject {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    throw new OrderSchemaError(`is not JSON: ${(error as Error).message}`);
  }
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw new OrderSchemaError('must be a JSON Schema object at its root');
  }
  return schema as AnySchemaObject;
}

/** What the handler relies on, beyond the schema being one. */
function requireOrderObject(schema: AnySchemaObject, reservedMembers: readonly string[]): void {
  if (schema.type !== 'object') throw new OrderSchemaError(`must have "type": "object" at its root (/type), got: ${JSON.stringify(schema.type)}`);
  if (schema.$async) throw new OrderSchemaError('must not be asynchronous (/$async)');
  for (const member of reservedMembers) {
    if (Object.hasOwn(Object(schema.properties), member)) {
      throw new OrderSchemaError(`must not define the member ${member} (/properties/${member}): the platform stores its own value under that name`);
    }
    const position = [schema.required].flat().indexOf(member);
    if (position >= 0) {
      throw new OrderSchemaError(`must not require the member ${member} (/required/${position}): the platform stores its own value under that name`);
    }
  }
}

/** Regular expressions that are none: ajv would name the expression, but not its place. */
function requireValidPatterns(schema: unknown, path: readonly string[]): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { pattern, patternProperties } = schema as AnySchemaObject;
  const patterns = [
    ...(typeof pattern === 'string' ? [{ expression: pattern, at: [...path, 'pattern'] }] : []),
    ...Object.keys(Object(patternProperties)).map((expression) => ({ expression, at: [...path, 'patternProperties', expression] })),
  ];
  for (const { expression, at } of patterns) {
    try {
      new RegExp(expression, 'u');
    } catch (error) {
      throw new OrderSchemaError(`has an invalid pattern (${jsonPointer(at)}): ${(error as Error).message}`);
    }
  }
  for (const [keyword, child] of Object.entries(schema)) requireValidPatterns(child, [...path, keyword]);
}

function ajvFor(schema: AnySchemaObject): Ajv {
  const draft = typeof schema.$schema === 'string' ? schema.$schema.replace(/#$/, '') : DRAFT_2020_12;
  const options = {
    allErrors: true,
    // Members named like Object.prototype's are the order's only if it has them itself.
    ownProperties: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    code: { source: true, optimize: 2 },
    logger: false,
  } as const;
  if (draft !== DRAFT_2020_12 && draft !== DRAFT_07) {
    throw new OrderSchemaError(`must be of draft 2020-12 or 07 (/$schema), got: ${JSON.stringify(schema.$schema)}`);
  }
  const ajv = draft === DRAFT_07 ? new Ajv(options) : new Ajv2020(options);
  addFormats(ajv);
  for (const keyword of annotations(schema)) ajv.addKeyword(keyword);
  return ajv;
}

const OPENAPI_ANNOTATIONS = ['example', 'externalDocs', 'xml'];

/** Keywords that say nothing about validity; any other unknown keyword is a misspelt one. */
function annotations(schema: unknown): Set<string> {
  const found = new Set(OPENAPI_ANNOTATIONS);
  JSON.stringify(schema, (key, value: unknown) => {
    if (key.startsWith('x-')) found.add(key);
    return value;
  });
  return found;
}

function generate(ajv: Ajv, schema: AnySchemaObject): string {
  try {
    const validate = ajv.compile(schema);
    return standaloneCode(ajv, validate).replace(/^"use strict";/, '').replace('module.exports = ', 'exports.validate = ').replace(/module\.exports\.default = \w+;/, '');
  } catch (error) {
    throw new OrderSchemaError(`cannot be compiled: ${(error as Error).message}`);
  }
}

const REQUIRE = /require\("([^"]+)"\)/g;

/** The parts of ajv that the generated code refers to, as a table of modules. */
function runtimeModules(code: string): string[] {
  const names = new Set([...code.matchAll(REQUIRE)].map(([, name]) => name));
  if (names.size === 0) return [];
  return ['const __runtime = {};', ...[...names].map((name) => {
    const source = AJV_RUNTIME[name];
    if (source === undefined) throw new OrderSchemaError(`uses a feature that is not supported (needs ${name})`);
    return `{ const module = { exports: {} }; ((module, exports) => {${source}\n})(module, module.exports); __runtime["${name}"] = module.exports; }`;
  })];
}

function describe(errors: ErrorObject[] | null | undefined): string {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
}
