import { readFileSync } from 'node:fs';
import { compileOrderValidator } from '../../../lambda/order-schema-compiler';

/** Loads a compiled validator as Lambda would, without any other module to require. */
function load(schema: object | string): { validate: ((order: unknown) => boolean) & { errors?: object[] }; isDefaultSchema: boolean } {
  const exports = {};
  const code = compileOrderValidator(typeof schema === 'string' ? schema : JSON.stringify(schema));
  new Function('exports', code)(exports);
  return exports as ReturnType<typeof load>;
}

const compile = (schema: unknown, options = {}) => () => compileOrderValidator(JSON.stringify(schema), options);
const order = (properties: object, more = {}) => ({ type: 'object', properties, ...more });

describe('a compiled validator', () => {
  test('tells valid from invalid orders, with every violation', () => {
    const { validate } = load(order({ table: { type: 'integer', minimum: 1 }, dishes: { type: 'array', minItems: 1 } }, { required: ['table', 'dishes'] }));

    expect(validate({ table: 3, dishes: ['soup'] })).toBe(true);
    expect(validate({ table: 0, dishes: [] })).toBe(false);
    expect(validate.errors).toMatchObject([{ instancePath: '/table' }, { instancePath: '/dishes' }]);
  });

  test('needs no other module, whatever features the schema uses', () => {
    const schema = order({
      mail: { type: 'string', format: 'email', maxLength: 60 },
      at: { type: 'string', format: 'date-time' },
      id: { type: 'string', format: 'uuid' },
      link: { type: 'string', format: 'uri' },
      tags: { type: 'array', uniqueItems: true, items: { const: { a: [1] } } },
      next: { $ref: '#' },
      kind: { $ref: '#/$defs/kind' },
    }, { $defs: { kind: { enum: ['a', { deep: true }] } }, unevaluatedProperties: false });
    const { validate } = load(schema);

    expect(validate({ mail: 'a@b.example', at: '2026-11-24T00:00:00Z', id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', link: 'https://example.com', tags: [], kind: 'a' })).toBe(true);
    expect(validate({ mail: 'nobody', at: 'now', id: '1', link: ' ', tags: [{ a: [1] }, { a: [1] }], next: { kind: 'b' }, other: 1 })).toBe(false);
    expect(new Set(validate.errors!.map((error) => (error as { keyword: string }).keyword))).toEqual(new Set(['format', 'uniqueItems', 'enum', 'unevaluatedProperties']));
  });

  test('does not take what every object inherits for a member', () => {
    const { validate } = load(order({ toString: { type: 'string' } }, { required: ['constructor'] }));

    expect(validate({})).toBe(false);
    expect(validate(JSON.parse('{"constructor":1}'))).toBe(true);
  });

  test('is told apart from the package\'s own schema', () => {
    expect(load(order({})).isDefaultSchema).toBe(false);
    expect(compileOrderValidator('{"type":"object"}', { isDefaultSchema: true })).toContain('isDefaultSchema = true');
  });

  test('is the same for the same schema', () => {
    const text = readFileSync('lambda/place-order/order/order.schema.json', 'utf8');

    expect(compileOrderValidator(text)).toBe(compileOrderValidator(text));
  });

  test.each([
    ['draft 2020-12', 'https://json-schema.org/draft/2020-12/schema', { prefixItems: [{ type: 'string' }] }],
    ['draft 07', 'http://json-schema.org/draft-07/schema#', { items: [{ type: 'string' }] }],
  ])('of %s', (_draft, $schema, tuple) => {
    const { validate } = load(order({ pair: { type: 'array', ...tuple } }, { $schema }));

    expect([validate({ pair: ['a', 1] }), validate({ pair: [1, 'a'] })]).toEqual([true, false]);
  });

  test('ignores annotations of OpenAPI and of the shop\'s own', () => {
    expect(load(order({ a: { 'type': 'string', 'example': 'x', 'x-column': 4, 'deprecated': true } })).validate({ a: 'b' })).toBe(true);
  });
});

describe('a schema is refused, naming the place, if it', () => {
  test.each<[string, unknown, string]>([
    ['is no object', [], 'must be a JSON Schema object at its root'],
    ['is null', null, 'must be a JSON Schema object at its root'],
    ['does not describe an object', { type: 'array' }, 'must have "type": "object" at its root (/type), got: "array"'],
    ['says nothing of its type', {}, 'must have "type": "object" at its root (/type)'],
    ['is of another draft', order({}, { $schema: 'http://json-schema.org/draft-04/schema#' }), 'must be of draft 2020-12 or 07 (/$schema)'],
    ['has a type that is none', order({ a: { type: 'text' } }), '/properties/a/type must be equal to one of the allowed values'],
    ['has a limit that is none', order({ a: { maxLength: -1 } }), '/properties/a/maxLength must be >= 0'],
    ['has a misspelt keyword', order({ a: { maxLenght: 5 } }), 'unknown keyword: "maxLenght"'],
    ['has an unknown format', order({ a: { type: 'string', format: 'colour' } }), 'unknown format "colour" ignored in schema at path "#/properties/a"'],
    ['refers to nowhere', order({ a: { $ref: '#/$defs/gone' } }), 'can\'t resolve reference #/$defs/gone'],
    ['refers to the network', order({ a: { $ref: 'https://example.com/a.json' } }), 'can\'t resolve reference https://example.com/a.json'],
    ['has a pattern that is none', order({ a: { type: 'string', pattern: '(' } }), 'has an invalid pattern (/properties/a/pattern): Invalid regular expression: /(/u'],
    ['has a pattern for names that is none', order({ a: { patternProperties: { '[': {} } } }), 'has an invalid pattern (/properties/a/patternProperties/[)'],
    ['is asynchronous', order({}, { $async: true }), 'must not be asynchronous (/$async)'],
    ['defines a reserved member', order({ status: {} }), 'must not define the member status (/properties/status)'],
    ['requires a reserved member', order({}, { required: ['a', 'status'] }), 'must not require the member status (/required/1)'],
  ])('%s', (_what, schema, message) => {
    expect(compile(schema, { reservedMembers: ['status'] })).toThrow(message);
  });

  test('is not JSON', () => {
    expect(() => compileOrderValidator('{"type": object}')).toThrow('is not JSON: ');
  });
});
