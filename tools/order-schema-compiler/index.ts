import type { AnySchemaObject, ErrorObject } from 'ajv';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';
import { AJV_RUNTIME } from './ajv-runtime.generated';
import { boundedPattern } from './bounded-pattern';
import { requireOrderObject } from './order-object';
import { OrderSchemaError } from './order-schema-error';
import { withShortPointerSteps } from './short-pointer-steps';
import { subschemas } from './subschemas';
import { jsonPointer } from '../../lambda/place-order/violations/json-pointer';

export { PLATFORM_ATTRIBUTES } from '../../lambda/order/stored-attributes';

const DRAFT_2020_12 = 'https://json-schema.org/draft/2020-12/schema';
const DRAFT_07 = 'http://json-schema.org/draft-07/schema';
/** Editors put it there; JSON has none. */
const BYTE_ORDER_MARK = /^\ufeff/;

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
  requireValidPatterns(schema);
  const ajv = ajvFor(schema);
  if (!ajv.validateSchema(schema)) throw new OrderSchemaError(`is not a valid JSON Schema: ${describe(ajv.errors)}`);
  const code = withShortPointerSteps(generate(ajv, schema));
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
    schema = JSON.parse(text.replace(BYTE_ORDER_MARK, ''));
  } catch (error) {
    throw new OrderSchemaError(`is not JSON: ${(error as Error).message}`);
  }
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw new OrderSchemaError('must be a JSON Schema object at its root');
  }
  return schema as AnySchemaObject;
}

/** Regular expressions that are none: ajv would name the expression, but not its place. */
function requireValidPatterns(root: AnySchemaObject): void {
  for (const { schema: { pattern, patternProperties }, path } of subschemas(root)) {
    if (typeof pattern === 'string') requireValidPattern(pattern, [...path, 'pattern']);
    for (const expression of Object.keys(Object(patternProperties))) requireValidPattern(expression, [...path, 'patternProperties', expression]);
  }
}

function requireValidPattern(expression: string, path: readonly string[]): void {
  try {
    new RegExp(expression, 'u');
  } catch (error) {
    throw new OrderSchemaError(`has an invalid pattern (${jsonPointer(path)}): ${(error as Error).message}`);
  }
}

function ajvFor(schema: AnySchemaObject): Ajv {
  const options = {
    allErrors: true,
    // Members named like Object.prototype's are the order's only if it has them itself.
    ownProperties: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allowMatchingProperties: true,
    // 19.99 / 0.01 is no integer in binary floating point; to so many decimals it is, for hundredths up to a hundred million.
    multipleOfPrecision: 6,
    code: { source: true, optimize: 2 },
    logger: false,
  } as const;
  const ajv = draft(schema) === DRAFT_07 ? new Ajv(options) : new Ajv2020(options);
  addFormats(ajv);
  ajv.removeKeyword('pattern').addKeyword(boundedPattern);
  // As `addKeyword` does, but for names of any form.
  for (const keyword of annotations(schema)) ajv.RULES.keywords[keyword] = true;
  return ajv;
}

function draft({ $schema = DRAFT_2020_12 }: AnySchemaObject): string {
  const known = [DRAFT_2020_12, DRAFT_07].find((uri) => $schema === uri || $schema === `${uri}#`);
  if (known === undefined) {
    throw new OrderSchemaError(
      `must be of draft 2020-12 or 07 (/$schema): "${DRAFT_2020_12}" or "${DRAFT_07}#", got: ${JSON.stringify($schema)}`,
    );
  }
  return known;
}

/** Of OpenAPI, and one of JSON Schema that ajv obeys but does not know as a keyword. */
const ANNOTATIONS = ['example', 'externalDocs', 'xml', '$anchor'];

/** Keywords that say nothing about validity; any other unknown keyword is a misspelt one. */
function annotations(root: AnySchemaObject): string[] {
  const own = [...subschemas(root)].flatMap(({ schema }) => Object.keys(schema).filter((keyword) => keyword.startsWith('x-')));
  return [...ANNOTATIONS, ...own];
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
